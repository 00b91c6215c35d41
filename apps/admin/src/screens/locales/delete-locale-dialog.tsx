import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { LocaleView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { localesQuery } from '../../api/types.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'

export function DeleteLocaleDialog({ locale, onClose }: { locale: LocaleView; onClose: () => void }) {
  const queryClient = useQueryClient()
  const removing = useMutation({
    mutationFn: () => api.delete(`/locales/${locale.code}`),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: localesQuery().queryKey })
      toast({ message: `Removed ${locale.label}` })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Remove ${locale.label}?`}
      confirmLabel="Remove"
      tone="danger"
      busy={removing.isPending}
      problem={removing.error}
      onConfirm={() => removing.mutate()}
    >
      <p>It goes only while no entry has a value in it; otherwise nothing happens, and you are told why.</p>
    </ConfirmDialog>
  )
}
