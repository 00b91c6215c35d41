import { t } from '@lingui/core/macro'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDeviceLaptop,
  IconDots,
  IconEraser,
  IconMail,
  IconPencil,
  IconShieldOff,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react'
import type { InvitedUserView, RoleView, UserView } from '@verso/contract'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Time } from '../../parts/time.tsx'
import { useEnableUser } from './use-enable-user.ts'
import { useSendReset } from './use-send-reset.ts'
import classes from './users.module.css'

interface UserTableProps {
  users: UserView[]
  roles: RoleView[]
  meId: string | undefined
  onEdit: (user: UserView) => void
  onDisable: (user: UserView) => void
  onSessions: (user: UserView) => void
  onResetFactor: (user: UserView) => void
  onInvited: (user: InvitedUserView) => void
  /** Absent for who may not erase anybody. */
  onErase: ((user: UserView) => void) | undefined
}

export function UserTable({ users, roles, meId, onEdit, onDisable, onSessions, onResetFactor, onInvited, onErase }: UserTableProps) {
  const labelOf = (name: string) => roles.find((role) => role.name === name)?.label ?? name
  return (
    <PlainTable
      label={t`Users`}
      rows={users}
      keyOf={({ id }) => id}
      columns={[
        {
          label: t`Name`,
          isTitle: true,
          cell: ({ id, name }) => (
            <>
              {name} {id === meId && <span className={classes.you}>{t`you`}</span>}
            </>
          ),
        },
        { label: t`E-mail`, cell: ({ email }) => email },
        { label: t`Roles`, cell: (user) => user.roles.map(labelOf).join(', ') },
        {
          label: t`Last seen`,
          cell: ({ lastSeenAt }) => (lastSeenAt === null ? <span className="verso-dimmed">{t`Never`}</span> : <Time at={lastSeenAt} />),
        },
        {
          label: t`State`,
          cell: ({ status, secondFactor }) => (
            <>
              <span className={status === 'active' ? undefined : classes.off}>{stateWords[status]}</span>
              {secondFactor && <span className="verso-dimmed"> · {t`second factor`}</span>}
            </>
          ),
        },
        {
          label: t`Actions`,
          isActions: true,
          cell: (user) => (
            <Actions user={user} isMe={user.id === meId} {...{ onEdit, onDisable, onSessions, onResetFactor, onInvited, onErase }} />
          ),
        },
      ]}
    />
  )
}

const stateWords: Record<UserView['status'], string> = { active: t`Active`, invited: t`Invited`, disabled: t`Disabled` }

function Actions({
  user,
  isMe,
  onEdit,
  onDisable,
  onSessions,
  onResetFactor,
  onInvited,
  onErase,
}: { user: UserView; isMe: boolean } & Pick<
  UserTableProps,
  'onEdit' | 'onDisable' | 'onSessions' | 'onResetFactor' | 'onInvited' | 'onErase'
>) {
  const enable = useEnableUser()
  const sendReset = useSendReset(onInvited)
  return (
    <Menu width={264}>
      <Menu.Target>
        <ActionIcon aria-label={t`Actions for ${user.name}`}>
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />} onClick={() => onEdit(user)}>
          {t`Edit…`}
        </Menu.Item>
        {user.status === 'active' && !isMe && (
          <Menu.Item leftSection={<IconDeviceLaptop size={16} stroke={1.75} aria-hidden />} onClick={() => onSessions(user)}>
            {t`Sessions…`}
          </Menu.Item>
        )}
        {user.status !== 'disabled' && !isMe && (
          <Menu.Item leftSection={<IconMail size={16} stroke={1.75} aria-hidden />} onClick={() => sendReset(user)}>
            {user.status === 'invited' ? t`Invite again` : t`Send a link to a new password`}
          </Menu.Item>
        )}
        {user.secondFactor && !isMe && (
          <Menu.Item leftSection={<IconShieldOff size={16} stroke={1.75} aria-hidden />} onClick={() => onResetFactor(user)}>
            {t`Reset second factor…`}
          </Menu.Item>
        )}
        {user.status === 'disabled' && (
          <Menu.Item leftSection={<IconUserCheck size={16} stroke={1.75} aria-hidden />} onClick={() => enable(user)}>
            {t`Enable`}
          </Menu.Item>
        )}
        {user.status !== 'disabled' && !isMe && (
          <Menu.Item color="red" leftSection={<IconUserOff size={16} stroke={1.75} aria-hidden />} onClick={() => onDisable(user)}>
            {t`Disable…`}
          </Menu.Item>
        )}
        {onErase !== undefined && !isMe && (
          <Menu.Item color="red" leftSection={<IconEraser size={16} stroke={1.75} aria-hidden />} onClick={() => onErase(user)}>
            {t`Erase…`}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
