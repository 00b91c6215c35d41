import { t } from '@lingui/core/macro'
import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { entryCardsQuery, fewEntriesQuery } from '../../api/entries.ts'
import { typesQuery } from '../../api/types.ts'
import type { FilterField, FilterOperator } from './filter-fields.ts'

interface ValueFieldProps {
  field: FilterField
  operator: FilterOperator
  value: string
  onChange: (value: string) => void
}

const inside = { withinPortal: false }

/** The value of a condition, asked for as its kind wants it. */
export function ValueField({ field, operator, value, onChange }: ValueFieldProps) {
  const label = { 'aria-label': t`Value` }
  switch (operator.input) {
    case 'none':
      return null
    case 'number':
      return <NumberInput {...label} value={value} onChange={(next) => onChange(String(next))} placeholder={t`Number`} />
    case 'boolean':
      return (
        <Select
          {...label}
          value={value === '' ? null : value}
          data={[
            { value: 'true', label: t`Yes` },
            { value: 'false', label: t`No` },
          ]}
          onChange={(next) => onChange(next ?? '')}
          comboboxProps={inside}
          placeholder={t`Yes or no`}
        />
      )
    case 'date':
      return <TextInput {...label} type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    case 'datetime':
      return (
        <TextInput
          {...label}
          type="datetime-local"
          value={localOf(value)}
          onChange={(event) => onChange(instantOf(event.currentTarget.value))}
          description={t`In your time zone`}
        />
      )
    case 'options':
      return operator.operator === 'in' ? (
        <MultiSelect
          {...label}
          value={value === '' ? [] : value.split(',')}
          data={field.options ?? []}
          onChange={(next) => onChange(next.join(','))}
          comboboxProps={inside}
          placeholder={t`One or more`}
        />
      ) : (
        <Select
          {...label}
          value={value === '' ? null : value}
          data={field.options ?? []}
          onChange={(next) => onChange(next ?? '')}
          comboboxProps={inside}
          placeholder={t`Choose`}
        />
      )
    case 'entry':
      return <EntryChoice to={field.to ?? []} value={value} onChange={onChange} />
    case 'text':
      return <TextInput {...label} value={value} onChange={(event) => onChange(event.currentTarget.value)} placeholder={t`Text`} />
  }
}

interface EntryChoiceProps {
  to: string[]
  value: string
  onChange: (value: string) => void
  /** Shown above it; without one it is only told. Then it can be empty too. */
  label?: string
  placeholder?: string
}

/** One entry of the types that the field may lead to, found by title. */
export function EntryChoice({ to, value, onChange, label, placeholder = t`Search entries` }: EntryChoiceProps) {
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text, 200)
  const { data: types = [] } = useQuery(typesQuery())
  const names = to.length > 0 ? to : types.map(({ name }) => name)
  const { data: chosen = [] } = useQuery(entryCardsQuery(value === '' ? [] : [value]))
  const answers = useQueries({
    queries: names.slice(0, 6).map((name) => fewEntriesQuery(name, { limit: 8, search: settled === '' ? undefined : settled })),
  })
  const found = answers.flatMap(({ data }) => data?.data ?? []).map(({ id, title }) => ({ value: id, label: title || t`Untitled` }))
  const present = chosen.flatMap((card) =>
    'hidden' in card || found.some((one) => one.value === card.id) ? [] : [{ value: card.id, label: card.title || t`Untitled` }],
  )
  return (
    <Select
      {...(label === undefined ? { 'aria-label': t`Value` } : { label, clearable: true })}
      searchable
      value={value === '' ? null : value}
      data={[...present, ...found]}
      filter={({ options }) => options}
      onSearchChange={setText}
      onChange={(next) => onChange(next ?? '')}
      nothingFoundMessage={answers.some(({ isFetching }) => isFetching) ? t`Searching…` : t`Nothing found`}
      placeholder={placeholder}
      comboboxProps={inside}
    />
  )
}

function localOf(instant: string): string {
  const time = new Date(instant)
  if (Number.isNaN(time.getTime())) return ''
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function instantOf(local: string): string {
  return local === '' ? '' : new Date(local).toISOString()
}
