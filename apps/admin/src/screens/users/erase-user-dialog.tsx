import { t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { UserView } from '@verso/contract'
import { userKeys } from '../../api/people.ts'
import { EraseDialog } from '../../parts/erase-dialog.tsx'

export function EraseUserDialog({ user, onClose }: { user: UserView; onClose: () => void }) {
  const queryClient = useQueryClient()
  async function leave() {
    await queryClient.invalidateQueries({ queryKey: userKeys.all })
    onClose()
  }
  return (
    <EraseDialog path={`/users/${user.id}`} name={user.name} onClose={onClose} onErased={() => void leave()}>
      <p>
        {t`Their account, sessions and tokens go, and their name in the audit. What they wrote stays, by nobody that is known. To keep them from signing in only, disable them.`}
      </p>
    </EraseDialog>
  )
}
