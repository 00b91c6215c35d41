import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TokenView, TokenWithSecret } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { tokenKeys } from '../../api/people.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'

const overlaps = [
  { value: '0', label: t`At once` },
  { value: '3600', label: t`In one hour` },
  { value: '86400', label: t`In one day` },
  { value: '604800', label: t`In one week` },
]

/** A new secret for the same token; the old one may go on for a while, so that a site can change over. */
export function RotateDialog({
  token,
  onClose,
  onSecret,
}: {
  token: TokenView
  onClose: () => void
  onSecret: (token: TokenWithSecret) => void
}) {
  const [overlap, setOverlap] = useState('3600')
  const queryClient = useQueryClient()
  const rotating = useMutation({
    mutationFn: () => api.post<TokenWithSecret>(`/tokens/${token.id}/rotate`, { overlapSeconds: Number(overlap) }),
    onSuccess: async (rotated) => {
      await queryClient.invalidateQueries({ queryKey: tokenKeys.all })
      onClose()
      onSecret(rotated)
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Rotate “${token.name}”?`}
      confirmLabel={t`Rotate`}
      busy={rotating.isPending}
      problem={rotating.error}
      onConfirm={() => rotating.mutate()}
    >
      <p>{t`You get a new secret with the same rights.`}</p>
      <Select mt="md" label={t`The old secret ends`} data={overlaps} value={overlap} onChange={(value) => setOverlap(value ?? '0')} />
    </ConfirmDialog>
  )
}
