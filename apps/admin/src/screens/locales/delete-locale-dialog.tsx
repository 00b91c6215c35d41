import { t } from '@lingui/core/macro'
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
      toast({ message: t`Removed ${locale.label}` })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Remove ${locale.label}?`}
      confirmLabel={t`Remove`}
      tone="danger"
      busy={removing.isPending}
      problem={removing.error}
      onConfirm={() => removing.mutate()}
    >
      <p>{t`It goes only while no entry has a value in it; otherwise nothing happens, and you are told why.`}</p>
    </ConfirmDialog>
  )
}
