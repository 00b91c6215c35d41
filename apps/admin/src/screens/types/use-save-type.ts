import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ContentTypeView, CreateTypeBody } from '@verso/contract'
import { api } from '../../api/client.ts'
import { toast } from '../../parts/toast.tsx'
import { useModelChanged } from './use-model-change.ts'

/** Makes or changes a type; afterwards the address is that of its present name. */
export function useSaveType(type: ContentTypeView | null, tag: string | null) {
  const changed = useModelChanged()
  const showType = useShowType()
  return useMutation({
    mutationFn: (body: CreateTypeBody) =>
      type === null
        ? api.post<ContentTypeView>('/types', body)
        : api.patch<ContentTypeView>(`/types/${type.name}`, body, tag === null ? {} : { ifMatch: tag }),
    onSuccess: async (saved) => {
      const { label } = saved
      toast({ message: type === null ? t`Made ${saved.label}` : t`Saved ${label}` })
      await changed()
      if (type?.name !== saved.name) await showType(saved.name)
    },
  })
}

/** Puts the builder of a type in the place of what is shown, without asking about what was just saved. */
export function useShowType(): (name: string) => Promise<void> {
  const navigate = useNavigate()
  return (name) => navigate({ to: '/settings/types/$type', params: { type: name }, replace: true, ignoreBlocker: true })
}
