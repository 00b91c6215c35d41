import { t } from '@lingui/core/macro'
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { isSafeAddress } from '@verso/rich-text'
import { type FormEvent, useState } from 'react'
import classes from './rich-text.module.css'

/** Asks for the address of what stands elsewhere. */
export function EmbedDialog({ onClose, onInsert }: { onClose: () => void; onInsert: (url: string) => void }) {
  const [url, setUrl] = useState('')
  const [issue, setIssue] = useState<string | null>(null)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isSafeAddress(url.trim())) return setIssue(t`This needs a whole web address, such as https://example.org/film`)
    onInsert(url.trim())
  }

  return (
    <Modal opened onClose={onClose} title={t`Embed`} size={480} returnFocus={false}>
      <form onSubmit={submit} className={classes.fields} noValidate>
        <TextInput
          data-autofocus
          label={t`Address`}
          description={t`Sites decide how it is shown: as a player, or as a link.`}
          value={url}
          error={issue}
          inputMode="url"
          autoComplete="off"
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button type="submit" variant="filled">
            {t`Insert`}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
