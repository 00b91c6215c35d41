import { t } from '@lingui/core/macro'
import { Button, Select, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { FilterField } from './filter-fields.ts'
import type { Filter } from './list-view.ts'
import { ValueField } from './value-field.tsx'

interface FilterEditorProps {
  fields: FilterField[]
  filter?: Filter
  onDone: (filter: Filter) => void
}

/** Field, then operator, then value; Enter applies. */
export function FilterEditor({ fields, filter, onDone }: FilterEditorProps) {
  const [name, setName] = useState(filter?.field ?? fields[0]?.name ?? '')
  const field = fields.find((one) => one.name === name)
  const [operatorKey, setOperatorKey] = useState(() => keyOf(field, filter))
  const [value, setValue] = useState(filter?.value ?? '')
  const operator = field?.operators[Number(operatorKey)] ?? field?.operators[0]
  if (field === undefined || operator === undefined) return null

  const chosen = operator.value ?? value.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen !== '') onDone({ field: field.name, operator: operator.operator, value: chosen })
  }
  const chooseField = (next: string | null) => {
    setName(next ?? name)
    setOperatorKey('0')
    setValue('')
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Select
          aria-label={t`Field`}
          data-autofocus={filter === undefined ? true : undefined}
          searchable
          onFocus={(event) => event.currentTarget.select()}
          value={name}
          data={fields.map((one) => ({ value: one.name, label: one.label }))}
          onChange={chooseField}
          comboboxProps={{ withinPortal: false }}
        />
        <Select
          aria-label={t`Condition`}
          value={String(field.operators.indexOf(operator))}
          data={field.operators.map(({ label }, index) => ({ value: String(index), label }))}
          onChange={(next) => setOperatorKey(next ?? '0')}
          comboboxProps={{ withinPortal: false }}
        />
        <ValueField field={field} operator={operator} value={value} onChange={setValue} />
        <Button type="submit" fullWidth aria-disabled={chosen === ''} {...(chosen === '' ? { 'data-disabled': true } : {})}>
          {filter === undefined ? t`Add filter` : t`Change filter`}
        </Button>
      </Stack>
    </form>
  )
}

function keyOf(field: FilterField | undefined, filter: Filter | undefined): string {
  const index =
    field?.operators.findIndex(({ operator, value }) => operator === filter?.operator && (value === undefined || value === filter.value)) ??
    0
  return String(Math.max(0, index))
}
