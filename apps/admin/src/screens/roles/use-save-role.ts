import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RoleView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { roleKeys } from '../../api/roles.ts'
import { toast } from '../../parts/toast.tsx'
import type { RoleBody } from './role-draft.ts'

interface Wish extends RoleBody {
  revision: number
}

/** Makes a role, or changes one that is still as it was when the change began. */
export function useSaveRole(role: RoleView | null, onSaved: (role: RoleView) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ body, revision }: Wish) => {
      if (role === null) return api.post<RoleView>('/roles', body)
      // Of what everyone may do only the rules can change.
      return api.patch<RoleView>(`/roles/${role.id}`, role.builtIn ? { rules: body.rules } : body, { ifMatch: revision })
    },
    onSuccess: async (saved) => {
      onSaved(saved)
      const { label } = saved
      toast({ message: role === null ? t`Made the role ${saved.label}` : t`Saved ${label}` })
      queryClient.setQueryData([...roleKeys.all, saved.id], saved)
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: roleKeys.all }),
        queryClient.invalidateQueries({ queryKey: ['me'] }),
        queryClient.invalidateQueries({ queryKey: ['explain'] }),
      ])
    },
  })
}
