import { t } from '@lingui/core/macro'
import { NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ContentTypeView } from '@verso/contract'
import { localesQuery } from '../../api/types.ts'
import { ConditionField } from '../../rights/condition-field.tsx'
import type { ExploredQuery } from './explored-query.ts'
import classes from './explorer.module.css'

interface ExplorerFormProps {
  types: ContentTypeView[]
  query: ExploredQuery
  token: string
  onToken: (token: string) => void
  onChange: (part: Partial<ExploredQuery>) => void
}

/** What is asked for, member by member. */
export function ExplorerForm({ types, query, token, onToken, onChange }: ExplorerFormProps) {
  const { data: locales = [] } = useQuery(localesQuery())
  const chosen = types.filter(({ name }) => name === query.type)
  const text = (member: 'sort' | 'select' | 'include') => ({
    value: query[member],
    onChange: (event: { currentTarget: HTMLInputElement }) => onChange({ [member]: event.currentTarget.value }),
    spellCheck: false,
    autoCapitalize: 'none',
  })
  return (
    <div className={classes.form}>
      <Select
        label={t`Content type`}
        data={types.map(({ name, label }) => ({ value: name, label }))}
        value={query.type}
        onChange={(type) => onChange({ type: type ?? '', filter: '' })}
      />
      <ConditionField
        key={query.type}
        types={chosen}
        value={conditionOf(query.filter)}
        onChange={(next) => onChange({ filter: next === undefined ? '' : JSON.stringify(next) })}
        fault={undefined}
      />
      <TextInput
        label={t`Sort`}
        description={t`Paths, with commas between them; “-” turns the order around.`}
        placeholder="-title"
        {...text('sort')}
      />
      <TextInput label={t`Fields`} description={t`Empty: all.`} placeholder="title,slug" {...text('select')} />
      <TextInput label={t`References that are included`} placeholder="author" {...text('include')} />
      {locales.length > 1 && (
        <Select
          label={t`Language`}
          data={[{ value: '', label: t`The default one` }, ...locales.map(({ code, label }) => ({ value: code, label }))]}
          value={query.locale}
          onChange={(locale) => onChange({ locale: locale ?? '' })}
        />
      )}
      <NumberInput
        label={t`Entries at most`}
        min={1}
        max={200}
        allowDecimal={false}
        value={query.limit}
        onChange={(limit) => onChange({ limit: String(limit) })}
      />
      <PasswordInput
        label={t`Token`}
        description={t`A content token, to read with its rights. Empty: as a visitor. It is kept nowhere.`}
        autoComplete="off"
        value={token}
        onChange={(event) => onToken(event.currentTarget.value.trim())}
      />
    </div>
  )
}

function conditionOf(filter: string): Record<string, unknown> | undefined {
  try {
    return filter === '' ? undefined : (JSON.parse(filter) as Record<string, unknown>)
  } catch {
    return undefined
  }
}
