import { t } from '@lingui/core/macro'
import { Button, Group, Modal, TextInput } from '@mantine/core'
import type { PortableTextObject } from '@portabletext/editor'
import { isSafeLink } from '@verso/rich-text'
import { type FormEvent, useState } from 'react'
import classes from './rich-text.module.css'

interface LinkDialogProps {
  current: PortableTextObject | null
  onClose: () => void
  /** Null where the field allows no such link. */
  onEntry: (() => void) | null
  onAddress: ((href: string) => void) | null
}

/** A link to an address, or the way to an entry. */
export function LinkDialog({ current, onClose, onEntry, onAddress }: LinkDialogProps) {
  const [href, setHref] = useState(typeof current?.['href'] === 'string' ? current['href'] : '')
  const [issue, setIssue] = useState<string | null>(null)

  function submit(event: FormEvent) {
    event.preventDefault()
    const address = completed(href.trim())
    if (address === '' || !isSafeLink(address))
      return setIssue(t`This is not an address that a link can lead to. Try one that begins with https://`)
    onAddress?.(address)
  }

  return (
    <Modal opened onClose={onClose} title={t`Link`} size={480} returnFocus={false}>
      <form onSubmit={submit} className={classes.fields} noValidate>
        {onAddress !== null && (
          <TextInput
            data-autofocus
            label={t`Address`}
            placeholder={t`https://example.org or /about`}
            value={href}
            error={issue}
            inputMode="url"
            autoComplete="off"
            onChange={(event) => {
              setHref(event.currentTarget.value)
              setIssue(null)
            }}
          />
        )}
        {onEntry !== null && (
          <div className={classes.or}>
            {onAddress !== null && <span className="verso-dimmed">{t`or`}</span>}
            <Button onClick={onEntry}>{t`Choose an entry…`}</Button>
          </div>
        )}
        <Group justify="flex-end" gap="xs">
          <Button onClick={onClose}>{t`Cancel`}</Button>
          {onAddress !== null && (
            <Button type="submit" variant="filled">
              {t`Link`}
            </Button>
          )}
        </Group>
      </form>
    </Modal>
  )
}

/** What people leave out: the scheme of a web address, or of a mail address. */
function completed(text: string): string {
  if (/^[^\s/:@]+@[^\s/:@]+\.[a-z]{2,}$/i.test(text)) return `mailto:${text}`
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}([/?#].*)?$/i.test(text) ? `https://${text}` : text
}
