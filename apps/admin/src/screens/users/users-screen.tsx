import { plural, t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { InvitedUserView, UserView } from '@verso/contract'
import { useState } from 'react'
import { meQuery } from '../../api/me.ts'
import { rolesQuery, usersQuery } from '../../api/people.ts'
import { useMay } from '../../api/use-may.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { CreateUserDialog } from './create-user-dialog.tsx'
import { DisableDialog } from './disable-dialog.tsx'
import { EditUserDialog } from './edit-user-dialog.tsx'
import { EraseUserDialog } from './erase-user-dialog.tsx'
import { InvitationDialog } from './invitation-dialog.tsx'
import { ResetFactorDialog } from './reset-factor-dialog.tsx'
import { SessionsDialog } from './sessions-dialog.tsx'
import { UserTable } from './user-table.tsx'

type Asked =
  | { act: 'create' }
  | { act: 'invited'; user: InvitedUserView }
  | { act: 'edit' | 'disable' | 'erase' | 'reset-factor' | 'sessions'; user: UserView }
  | null

/** Who may sign in, and as what. */
export function UsersScreen() {
  const users = useQuery(usersQuery())
  const { data: roles = [] } = useQuery(rolesQuery())
  const { data: me } = useQuery(meQuery())
  const may = useMay()
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  const list = users.data?.data
  useHotkeys([{ keys: 'c', label: t`Create a user`, run: () => setAsked({ act: 'create' }) }])
  return (
    <Page
      title={t`Users`}
      meta={list === undefined ? undefined : plural(list.length, { one: '# person', other: '# people' })}
      actions={
        <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setAsked({ act: 'create' })}>
          {t`Create user`}
        </Button>
      }
    >
      {users.isError && <ProblemCard problem={users.error} title={t`The users could not be loaded`} onRetry={() => users.refetch()} />}
      {users.isPending && <Loading label={t`Loading users`} rows={4} />}
      {list !== undefined && (
        <UserTable
          users={list}
          roles={roles}
          meId={me?.id}
          onEdit={(user) => setAsked({ act: 'edit', user })}
          onDisable={(user) => setAsked({ act: 'disable', user })}
          onInvited={(user) => setAsked({ act: 'invited', user })}
          onSessions={(user) => setAsked({ act: 'sessions', user })}
          onResetFactor={(user) => setAsked({ act: 'reset-factor', user })}
          onErase={may.manage('settings') ? (user) => setAsked({ act: 'erase', user }) : undefined}
        />
      )}
      {asked?.act === 'create' && (
        <CreateUserDialog roles={roles} onInvited={(user) => setAsked({ act: 'invited', user })} onClose={close} />
      )}
      {asked?.act === 'invited' && <InvitationDialog user={asked.user} onClose={close} />}
      {asked?.act === 'edit' && <EditUserDialog user={asked.user} roles={roles} onClose={close} />}
      {asked?.act === 'disable' && <DisableDialog user={asked.user} onClose={close} />}
      {asked?.act === 'sessions' && <SessionsDialog user={asked.user} onClose={close} />}
      {asked?.act === 'reset-factor' && <ResetFactorDialog user={asked.user} onClose={close} />}
      {asked?.act === 'erase' && <EraseUserDialog user={asked.user} onClose={close} />}
    </Page>
  )
}
