import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'

/** Lets the server fetch a file; how that goes is told among the uploads. */
export function FetchDialog({ onFetch, onClose }: { onFetch: (address: string) => void; onClose: () => void }) {
  const [address, setAddress] = useState('')
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Fetch a file from an address`}
      confirmLabel={t`Fetch file`}
      disabledReason={/^https?:\/\/\S+$/.test(address.trim()) ? undefined : t`Give an address that begins with https://.`}
      onConfirm={() => {
        onFetch(address.trim())
        onClose()
      }}
    >
      <TextInput
        type="url"
        label={t`Address`}
        placeholder="https://example.org/picture.jpg"
        description={t`The server fetches it, so it has to be reachable from the internet.`}
        data-autofocus
        spellCheck={false}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
