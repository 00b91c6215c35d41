import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Checkbox, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ErasedView } from '@verso/contract'
import { type ReactNode, useState } from 'react'
import { api } from '../api/client.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { toast } from './toast.tsx'

/** What has to be typed: a slip of the hand erases nothing. */
const word = 'erase'

interface EraseDialogProps {
  /** Where it is in the API: `/entries/<id>`. */
  path: string
  /** What it is called, which is gone afterwards too. */
  name: string
  /** What goes and what stays. */
  children: ReactNode
  /** Offers to erase the files along that nothing else leads to. */
  offersMedia?: boolean
  onClose: () => void
  onErased: () => void
}

/** Asks before something is erased everywhere: in the history, in what was ever public, in the audit. */
export function EraseDialog({ path, name, children, offersMedia = false, onClose, onErased }: EraseDialogProps) {
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [withMedia, setWithMedia] = useState(false)
  const erasing = useMutation({
    mutationFn: () =>
      api.post<ErasedView>(`${path}/erase`, {
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        ...(withMedia ? { withMedia } : {}),
      }),
    onSuccess: ({ media }) => {
      onErased()
      toast({
        message: media.length === 0 ? t`Erased` : plural(media.length, { one: 'Erased, with # file', other: 'Erased, with # files' }),
      })
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={
        <Trans>
          Erase <em>{name}</em>?
        </Trans>
      }
      confirmLabel={t`Erase`}
      tone="danger"
      busy={erasing.isPending}
      problem={erasing.error}
      disabledReason={typed.trim().toLowerCase() === word ? undefined : t`Type “${word}” first.`}
      onConfirm={() => erasing.mutate()}
    >
      {children}
      <p>{t`This can’t be undone. What is kept is an id, and that it happened.`}</p>
      {offersMedia && (
        <Checkbox
          label={t`Erase the files too that nothing else uses`}
          checked={withMedia}
          onChange={({ currentTarget }) => setWithMedia(currentTarget.checked)}
        />
      )}
      <TextInput
        label={t`Reason`}
        description={t`Kept in the audit. Write nothing of what is erased.`}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <TextInput
        label={t`Type “${word}” to confirm`}
        value={typed}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
