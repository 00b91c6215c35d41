import { t } from '@lingui/core/macro'
import { MultiSelect, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Control, Controller } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { rolesQuery } from '../../api/people.ts'
import { allActions } from '../../rights/right-words.ts'
import { RightsEditor } from '../../rights/rights-editor.tsx'
import type { RulePlace } from '../../rights/rights-draft.ts'
import { useGiving } from '../../rights/use-giving.ts'
import { useNames } from '../../rights/use-names.ts'
import { reachesOf, type TokenForm } from './token-form.ts'
import { TypeChoice } from './type-choice.tsx'

interface TokenReachProps {
  control: Control<TokenForm>
  form: TokenForm
  problem: unknown
  places: readonly RulePlace[]
}

const help = {
  all: { content: t`Also those made later, without private fields.`, admin: t`Your rights, as they are at each use.` },
  types: { content: t`Without private fields.`, admin: '' },
  roles: { content: '', admin: t`Only as far as your own rights go.` },
  rules: { content: t`What it reads, down to fields, languages and conditions.`, admin: t`Only as far as your own rights go.` },
}

/** How much of what its kind allows a token is good for. */
export function TokenReach({ control, form, problem, places }: TokenReachProps) {
  const isAdmin = form.kind === 'admin'
  return (
    <>
      <div>
        <Controller
          name="reach"
          control={control}
          render={({ field }) => (
            <SegmentedControl fullWidth aria-label={t`Rights`} data={reachesOf(form.kind)} value={field.value} onChange={field.onChange} />
          )}
        />
        <p className="verso-dimmed verso-small">{help[form.reach][isAdmin ? 'admin' : 'content']}</p>
      </div>
      {form.reach === 'types' && <Types control={control} problem={problem} />}
      {form.reach === 'roles' && <Roles control={control} problem={problem} />}
      {form.reach === 'rules' && <Rules control={control} isAdmin={isAdmin} problem={problem} places={places} />}
    </>
  )
}

function Types({ control, problem }: Pick<TokenReachProps, 'control' | 'problem'>) {
  const { types } = useNames()
  return (
    <Controller
      name="types"
      control={control}
      rules={{ validate: (value) => value.length > 0 || t`Choose at least one type.` }}
      render={({ field: { value, onChange }, fieldState: { error } }) => (
        <TypeChoice types={[...types]} value={value} onChange={onChange} error={error?.message ?? issuesAt(problem, '/types')[0]} />
      )}
    />
  )
}

function Roles({ control, problem }: Pick<TokenReachProps, 'control' | 'problem'>) {
  const { data: roles = [] } = useQuery(rolesQuery())
  return (
    <Controller
      name="roles"
      control={control}
      rules={{ validate: (value) => value.length > 0 || t`Choose at least one role.` }}
      render={({ field: { value, onChange }, fieldState: { error } }) => (
        <MultiSelect
          label={t`Roles`}
          data={roles.filter(({ name }) => name !== 'public').map(({ name, label }) => ({ value: name, label }))}
          value={value}
          onChange={onChange}
          error={error?.message ?? issuesAt(problem, '/roles')[0]}
        />
      )}
    />
  )
}

function Rules({ control, isAdmin, problem, places }: Omit<TokenReachProps, 'form'> & { isAdmin: boolean }) {
  const names = useNames()
  const giving = useGiving()
  return (
    <Controller
      name="rights"
      control={control}
      render={({ field: { value, onChange } }) => (
        <RightsEditor
          draft={value}
          onChange={onChange}
          names={names}
          giving={giving}
          actions={isAdmin ? allActions : ['read']}
          hasFiles={isAdmin}
          lockedBecause={null}
          problem={problem}
          places={places}
        />
      )}
    />
  )
}
