import { t } from '@lingui/core/macro'
import type { InvitedUserView, UserView } from '@verso/contract'
import { isProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { toast } from '../../parts/toast.tsx'

/** Sends somebody a link to a new password, or their invitation once more; takes nothing from them, so it doesn't ask. */
export function useSendReset(onInvited: (user: InvitedUserView) => void): (user: UserView) => Promise<void> {
  return async (user) => {
    try {
      const sent = await api.post<InvitedUserView>(`/users/${user.id}/reset`, {})
      if (sent.invitationUrl !== undefined) return onInvited(sent)
      toast({ message: user.status === 'invited' ? t`Invited ${user.name} again` : t`${user.name} gets a link to a new password` })
    } catch (error) {
      toast({ message: t`No link for ${user.name}: ${isProblem(error) ? error.message : t`the request failed`}`, tone: 'error' })
    }
  }
}
