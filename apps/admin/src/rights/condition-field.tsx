import { plural, t } from '@lingui/core/macro'
import { Button, Popover, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ContentTypeView } from '@verso/contract'
import { useState } from 'react'
import { ApiProblem } from '../api/api-problem.ts'
import { fewEntriesQuery } from '../api/entries.ts'
import { FilterChip } from '../screens/entry-list/filter-chip.tsx'
import { FilterEditor } from '../screens/entry-list/filter-editor.tsx'
import { type FilterField, filterFields } from '../screens/entry-list/filter-fields.ts'
import type { Filter } from '../screens/entry-list/list-view.ts'
import { conditionOf, filtersOf } from './condition-filters.ts'
import classes from './rule-cards.module.css'

type Condition = Record<string, unknown> | undefined

interface ConditionFieldProps {
  types: readonly ContentTypeView[]
  value: Condition
  onChange: (value: Condition) => void
  fault: string | undefined
}

/** Of which entries a rule holds: chips as in lists, or JSON where that can't say it. It is tried while it is written. */
export function ConditionField({ types, value, onChange, fault }: ConditionFieldProps) {
  const fields = commonFields(types)
  const filters = filtersOf(value, fields)
  const [wantsJson, setWantsJson] = useState(false)
  const isJson = wantsJson || filters === null
  return (
    <fieldset className={classes.condition}>
      <legend>{t`Only entries where`}</legend>
      {isJson ? (
        <JsonCondition value={value} onChange={onChange} isFaulty={fault !== undefined} />
      ) : (
        <Chips fields={fields} filters={filters} onChange={(next) => onChange(conditionOf(next, fields))} />
      )}
      <Tried type={types.length === 1 ? types[0] : undefined} value={value} fault={fault} />
      {filters !== null && (
        <Button mt="xs" ml={-8} size="compact-sm" variant="subtle" color="gray" onClick={() => setWantsJson(!isJson)}>
          {isJson ? t`Write it with chips` : t`Write it as JSON`}
        </Button>
      )}
    </fieldset>
  )
}

function Chips({ fields, filters, onChange }: { fields: FilterField[]; filters: Filter[]; onChange: (filters: Filter[]) => void }) {
  const [isAdding, setIsAdding] = useState(false)
  const isSame = (one: Filter, other: Filter) => one.field === other.field && one.operator === other.operator
  const put = (next: Filter, replaced?: Filter) =>
    onChange([...filters.filter((one) => !isSame(one, next) && (replaced === undefined || !isSame(one, replaced))), next])
  return (
    <div className={classes.chips}>
      {filters.map((filter) => (
        <FilterChip
          key={`${filter.field} ${filter.operator}`}
          filter={filter}
          fields={fields}
          onChange={(next) => put(next, filter)}
          onRemove={() => onChange(filters.filter((one) => !isSame(one, filter)))}
        />
      ))}
      <Popover opened={isAdding} onChange={setIsAdding} position="bottom-start" trapFocus returnFocus width={320}>
        <Popover.Target>
          <Button leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => setIsAdding(!isAdding)}>
            {t`Add condition`}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          {isAdding && (
            <FilterEditor
              fields={fields}
              onDone={(filter) => {
                setIsAdding(false)
                put(filter)
              }}
            />
          )}
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

function JsonCondition({ value, onChange, isFaulty }: { value: Condition; onChange: (value: Condition) => void; isFaulty: boolean }) {
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)))
  const [fault, setFault] = useState<string | null>(null)
  const type = (next: string) => {
    setText(next)
    try {
      const parsed: unknown = next.trim() === '' ? undefined : JSON.parse(next)
      if (parsed !== undefined && (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)))
        return setFault(t`A condition is an object, such as ${'{ "title": { "contains": "x" } }'}`)
      onChange(parsed as Condition)
      setFault(null)
    } catch (error) {
      setFault(t`Not JSON yet, what was here before holds: ${error instanceof Error ? error.message : t`it does not parse`}`)
    }
  }
  return (
    <Textarea
      mt={6}
      aria-label={t`Condition as JSON`}
      autosize
      minRows={3}
      maxRows={16}
      spellCheck={false}
      classNames={{ input: 'verso-code' }}
      placeholder={'{ "or": [{ "featured": true }, { "author.name": { "eq": "Ada" } }] }'}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      error={fault ?? isFaulty}
    />
  )
}

/** What the condition finds among the entries of its type, or what is wrong with it and where. */
function Tried({ type, value, fault }: { type: ContentTypeView | undefined; value: Condition; fault: string | undefined }) {
  const [text] = useDebouncedValue(value === undefined ? '' : JSON.stringify(value), 400)
  const tried = useQuery({
    ...fewEntriesQuery(type?.name ?? '', { filter: text, limit: 1, count: true }),
    enabled: type !== undefined && text !== '',
  })
  if (fault !== undefined) return <Note isFault>{fault}</Note>
  if (value === undefined) return <Note>{t`Every entry, while there is no condition.`}</Note>
  if (type === undefined) return <Note>{t`It holds of nothing in a type without these fields.`}</Note>
  const issue = tried.error instanceof ApiProblem ? tried.error.issues[0] : undefined
  if (issue !== undefined)
    return (
      <Note isFault>
        {issue.message} <code>{(issue.pointer ?? '').replace(/^\/filter/, '')}</code>
      </Note>
    )
  const total = tried.data?.page.total
  if (total === undefined) return <Note>{t`Trying it…`}</Note>
  return (
    <Note>{plural(total, { one: `Holds of # entry of ${type.label} today.`, other: `Holds of # entries of ${type.label} today.` })}</Note>
  )
}

function Note({ isFault = false, children }: { isFault?: boolean; children: React.ReactNode }) {
  return (
    <p className={classes.note} data-fault={isFault || undefined} aria-live="polite">
      {children}
    </p>
  )
}

/** What every one of the types can be asked. */
function commonFields(types: readonly ContentTypeView[]): FilterField[] {
  const [first, ...others] = types
  if (first === undefined) return []
  const isCommon = ({ name }: FilterField) =>
    name.startsWith('_') ||
    others.every((type) =>
      type.fields.some((field) => field.name === name && field.kind === first.fields.find((one) => one.name === name)?.kind),
    )
  return filterFields(first).filter((field) => field.operators.length > 0 && isCommon(field))
}
