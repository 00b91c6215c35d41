import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { roleQuery } from '../../api/roles.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { copyOfRole, emptyRole } from './role-draft.ts'
import { RoleForm } from './role-form.tsx'

const crumbs = [{ label: t`Roles`, to: '/settings/roles' }]

/** What one role may do. */
export function RoleScreen() {
  const { roleId } = useParams({ strict: false }) as { roleId: string }
  const role = useQuery(roleQuery(roleId))
  if (role.data !== undefined) return <RoleForm key={role.data.id} role={role.data} start={emptyRole} crumbs={crumbs} />
  return <Waiting title={t`Role`} problem={role.error} onRetry={() => void role.refetch()} />
}

/** A role that isn't there yet; with `from` it begins as a copy. */
export function NewRoleScreen() {
  const { from }: { from?: string } = useSearch({ strict: false })
  const source = useQuery({ ...roleQuery(from ?? ''), enabled: from !== undefined })
  if (from === undefined) return <RoleForm start={emptyRole} crumbs={crumbs} />
  if (source.data !== undefined) return <RoleForm key={source.data.id} start={copyOfRole(source.data)} crumbs={crumbs} />
  return <Waiting title={t`New role`} problem={source.error} onRetry={() => void source.refetch()} />
}

function Waiting({ title, problem, onRetry }: { title: string; problem: unknown; onRetry: () => void }) {
  return (
    <Page title={title} crumbs={crumbs}>
      {problem === null ? (
        <Loading label={t`Loading the role`} rows={8} />
      ) : (
        <ProblemCard problem={problem} title={t`The role could not be loaded`} onRetry={onRetry} />
      )}
    </Page>
  )
}
