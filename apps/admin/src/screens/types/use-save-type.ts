import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ContentTypeView, CreateTypeBody } from '@verso/contract'
import { api } from '../../api/client.ts'
import { typeKeys } from '../../api/types.ts'
import { toast } from '../../parts/toast.tsx'

/** Makes or changes a type; afterwards the address is that of its present name. */
export function useSaveType(type: ContentTypeView | null, tag: string | null) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: CreateTypeBody) =>
      type === null
        ? api.post<ContentTypeView>('/types', body)
        : api.patch<ContentTypeView>(`/types/${type.name}`, body, tag === null ? {} : { ifMatch: tag }),
    onSuccess: async (saved) => {
      toast({ message: type === null ? `Made ${saved.label}` : `Saved ${saved.label}` })
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: typeKeys.all }),
        queryClient.invalidateQueries({ queryKey: ['me', 'rights'] }),
      ])
      if (type?.name !== saved.name)
        await navigate({ to: '/settings/types/$type', params: { type: saved.name }, replace: true, ignoreBlocker: true })
    },
  })
}
