import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TokenView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { tokenKeys } from '../../api/people.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { formatTime } from '../../parts/format-time.ts'
import { toast } from '../../parts/toast.tsx'

export function RevokeDialog({ token, onClose }: { token: TokenView; onClose: () => void }) {
  const queryClient = useQueryClient()
  const revoking = useMutation({
    mutationFn: () => api.delete(`/tokens/${token.id}`),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: tokenKeys.all })
      toast({ message: t`Revoked “${token.name}”` })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Revoke “${token.name}”?`}
      confirmLabel={t`Revoke`}
      tone="danger"
      busy={revoking.isPending}
      problem={revoking.error}
      onConfirm={() => revoking.mutate()}
    >
      <p>{t`Whatever reads with it gets nothing from the next request on. This can’t be undone.`}</p>
      <p className="verso-dimmed">
        {token.lastUsedAt === null ? t`It was never used.` : t`It was last used ${formatTime(token.lastUsedAt)}.`}
      </p>
    </ConfirmDialog>
  )
}
