import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconHelp, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { RoleView } from '@verso/contract'
import { rolesQuery } from '../../api/people.ts'
import { useMay } from '../../api/use-may.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { RoleMenu } from './role-menu.tsx'
import classes from './roles.module.css'
import { holderWords, useRoleHolders } from './use-role-holders.ts'

/** What people and tokens can be given: one's own roles first, then those that Verso brings along. */
export function RolesScreen() {
  const roles = useQuery(rolesQuery())
  const mayManage = useMay().manage('roles')
  const navigate = useNavigate()
  const create = () => void navigate({ to: '/settings/roles/new' })
  useHotkeys(mayManage ? [{ keys: 'c', label: t`Make a role`, run: create }] : [])
  const own = roles.data?.filter(({ builtIn }) => !builtIn) ?? []
  return (
    <Page
      title={t`Roles`}
      meta={roles.data === undefined ? undefined : own.length === 0 ? t`None of your own yet` : t`${own.length} of your own`}
      actions={
        mayManage && (
          <>
            <Button
              leftSection={<IconHelp size={18} stroke={1.75} aria-hidden />}
              onClick={() => void navigate({ to: '/settings/explain' })}
            >
              {t`Explain…`}
            </Button>
            <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={create}>
              {t`Make role`}
            </Button>
          </>
        )
      }
    >
      {roles.isError && <ProblemCard problem={roles.error} title={t`The roles could not be loaded`} onRetry={() => roles.refetch()} />}
      {roles.isPending && <Loading label={t`Loading roles`} rows={6} />}
      {roles.data !== undefined && <RoleTable roles={[...own, ...roles.data.filter(({ builtIn }) => builtIn)]} />}
    </Page>
  )
}

function RoleTable({ roles }: { roles: RoleView[] }) {
  const holders = useRoleHolders()
  return (
    <PlainTable
      label={t`Roles`}
      rows={roles}
      keyOf={({ id }) => id}
      columns={[
        {
          label: t`Name`,
          isTitle: true,
          cell: ({ id, label, builtIn }) => (
            <>
              <Link to="/settings/roles/$roleId" params={{ roleId: id }} className={classes.link}>
                {label}
              </Link>{' '}
              {builtIn && <span className={classes.tag}>{t`built in`}</span>}
            </>
          ),
        },
        { label: t`What it is for`, cell: ({ description }) => description ?? '' },
        {
          label: t`Given to`,
          cell: ({ name }) => (name === 'public' ? <span className="verso-dimmed">{t`Everyone`}</span> : holderWords(holders(name))),
        },
        { label: t`Actions`, isActions: true, cell: (role) => <RoleMenu role={role} isCompact /> },
      ]}
    />
  )
}
