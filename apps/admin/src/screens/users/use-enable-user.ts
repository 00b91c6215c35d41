import { t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { UserView } from '@verso/contract'
import { isProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { userKeys } from '../../api/people.ts'
import { toast } from '../../parts/toast.tsx'

/** Lets somebody sign in again; takes nothing from anybody, so it doesn't ask. */
export function useEnableUser(): (user: UserView) => Promise<void> {
  const queryClient = useQueryClient()
  return async (user) => {
    try {
      await api.patch(`/users/${user.id}`, { status: 'active' })
      toast({ message: t`Enabled ${user.name}` })
    } catch (error) {
      toast({ message: t`${user.name} could not be enabled: ${isProblem(error) ? error.message : t`the request failed`}`, tone: 'error' })
    }
    await queryClient.invalidateQueries({ queryKey: userKeys.all })
  }
}
