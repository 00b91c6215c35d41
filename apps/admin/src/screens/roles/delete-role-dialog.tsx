import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { RoleView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { roleKeys } from '../../api/roles.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'
import { holderWords, useRoleHolders } from './use-role-holders.ts'

/** A role that somebody has stays: that is said before anything is sent. */
export function DeleteRoleDialog({ role, onClose }: { role: RoleView; onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const holders = useRoleHolders()(role.name)
  const isHeld = (holders.people ?? 0) + (holders.tokens ?? 0) > 0
  const deleting = useMutation({
    mutationFn: () => api.delete(`/roles/${role.id}`, { ifMatch: role.revision }),
    onSuccess: async () => {
      onClose()
      await navigate({ to: '/settings/roles', ignoreBlocker: true })
      toast({ message: t`Deleted the role ${role.label}` })
      await queryClient.invalidateQueries({ queryKey: roleKeys.all })
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={isHeld ? t`${role.label} can’t be deleted yet` : t`Delete the role ${role.label}?`}
      confirmLabel={isHeld ? null : t`Delete`}
      tone="danger"
      busy={deleting.isPending}
      problem={deleting.error}
      onConfirm={() => deleting.mutate()}
    >
      {isHeld ? (
        <p>{t`${holderWords(holders)} have this role. Give them another one first.`}</p>
      ) : (
        <p>{t`Nobody has this role. It can’t be brought back.`}</p>
      )}
    </ConfirmDialog>
  )
}
