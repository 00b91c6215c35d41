import { t } from '@lingui/core/macro'
import { Checkbox, MultiSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { issuesAt } from '../../api/api-problem.ts'
import { localesQuery, typesQuery } from '../../api/types.ts'
import { ConditionField } from '../../rights/condition-field.tsx'
import type { WebhookPartProps } from './webhook-target.tsx'
import { eventWords } from './webhook-words.ts'
import classes from './webhooks.module.css'

/** Of what it is told. */
export function WebhookFilters(props: WebhookPartProps) {
  const { draft, problem, onChange } = props
  const { data: types = [] } = useQuery(typesQuery())
  const { data: locales = [] } = useQuery(localesQuery())
  const chosen = draft.types.length === 0 ? types : types.filter(({ name }) => draft.types.includes(name))
  return (
    <section aria-labelledby="webhook-filters" className={classes.section}>
      <h2 id="webhook-filters">{t`When it is told`}</h2>
      <Events {...props} />
      <MultiSelect
        label={t`Types`}
        placeholder={draft.types.length === 0 ? t`All types` : ''}
        data={types.map(({ name, label }) => ({ value: name, label }))}
        value={draft.types}
        onChange={(next) => onChange({ types: next })}
        error={issuesAt(problem, '/types')[0]}
        searchable
      />
      {locales.length > 1 && (
        <MultiSelect
          label={t`Languages`}
          placeholder={draft.locales.length === 0 ? t`All languages` : ''}
          data={locales.map(({ code, label }) => ({ value: code, label }))}
          value={draft.locales}
          onChange={(next) => onChange({ locales: next })}
          error={issuesAt(problem, '/locales')[0]}
        />
      )}
      <TextInput
        label={t`Only when one of these fields changed`}
        description={t`Names, with commas between them. Empty: whatever changed.`}
        placeholder="title, slug"
        spellCheck={false}
        autoCapitalize="none"
        value={draft.fieldsChanged}
        onChange={(event) => onChange({ fieldsChanged: event.currentTarget.value })}
        error={issuesAt(problem, '/fieldsChanged')[0] ?? issuesAt(problem, '/fieldsChanged/0')[0]}
      />
      <ConditionField types={chosen} value={draft.where} onChange={(where) => onChange({ where })} fault={issuesAt(problem, '/where')[0]} />
      {draft.where !== undefined && (
        <p className="verso-dimmed verso-small">{t`An entry is told of when it meets this before or after the change.`}</p>
      )}
    </section>
  )
}

function Events({ draft: { events }, problem, onChange }: WebhookPartProps) {
  return (
    <div>
      <Checkbox
        label={t`Everything that happens`}
        checked={events === null}
        onChange={(event) => onChange({ events: event.currentTarget.checked ? null : ['entry.published', 'entry.unpublished'] })}
      />
      {events !== null && (
        <Checkbox.Group
          mt="sm"
          label={t`Events`}
          value={events}
          onChange={(next) => onChange({ events: next })}
          error={events.length === 0 ? t`Choose one at least.` : issuesAt(problem, '/events')[0]}
        >
          <div className={classes.checks}>
            {Object.entries(eventWords).map(([name, label]) => (
              <Checkbox key={name} value={name} label={label} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </div>
  )
}
