import { t } from '@lingui/core/macro'
import type { ContentTypeView } from '@verso/contract'
import type { FieldKindName } from '@verso/model'
import { type Status, statusWord } from '../../parts/status-chip.tsx'

/** How the value of a condition is asked for. */
type ValueInput = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'options' | 'entry' | 'none'

export interface FilterOperator {
  /** The API's operator; `null` comes twice, for "is empty" and "has a value". */
  operator: string
  label: string
  input: ValueInput
  /** The value of an operator that asks for none. */
  value?: string
}

export interface FilterField {
  name: string
  label: string
  operators: FilterOperator[]
  options?: { value: string; label: string }[]
  /** Names of the types that a reference may lead to; empty: any. */
  to?: string[]
}

const empty: FilterOperator[] = [
  { operator: 'null', label: t`is empty`, input: 'none', value: 'true' },
  { operator: 'null', label: t`has a value`, input: 'none', value: 'false' },
]

const text: FilterOperator[] = [
  { operator: 'contains', label: t`contains`, input: 'text' },
  { operator: 'eq', label: t`is`, input: 'text' },
  { operator: 'ne', label: t`is not`, input: 'text' },
  ...empty,
]

const number: FilterOperator[] = [
  { operator: 'eq', label: t`is`, input: 'number' },
  { operator: 'ne', label: t`is not`, input: 'number' },
  { operator: 'gt', label: t`is greater than`, input: 'number' },
  { operator: 'gte', label: t`is at least`, input: 'number' },
  { operator: 'lt', label: t`is less than`, input: 'number' },
  { operator: 'lte', label: t`is at most`, input: 'number' },
  ...empty,
]

const options: FilterOperator[] = [
  { operator: 'eq', label: t`is`, input: 'options' },
  { operator: 'in', label: t`is one of`, input: 'options' },
  { operator: 'ne', label: t`is not`, input: 'options' },
  ...empty,
]

const entry: FilterOperator[] = [
  { operator: 'eq', label: t`is`, input: 'entry' },
  { operator: 'ne', label: t`is not`, input: 'entry' },
  ...empty,
]

const operatorsByKind = {
  text,
  longText: text,
  markdown: text,
  slug: text,
  email: text,
  url: text,
  color: text,
  richText: [{ operator: 'contains', label: t`contains`, input: 'text' }, ...empty],
  integer: number,
  decimal: number,
  number,
  boolean: [{ operator: 'eq', label: t`is`, input: 'boolean' }, ...empty],
  date: moments('date'),
  datetime: moments('datetime'),
  enum: options,
  reference: entry,
  media: empty,
  location: empty,
  json: empty,
  component: [],
  blocks: empty,
  computed: text,
} satisfies Record<FieldKindName, FilterOperator[]>

/** Statuses that a list can be narrowed to; the trash is a view of its own. */
const statuses: Status[] = ['draft', 'published', 'changed', 'unpublished']

/** Everything that a list of this type can be filtered by: the state and times first, then the fields of the model. */
export function filterFields(type: ContentTypeView): FilterField[] {
  return [
    {
      name: '_status',
      label: t`State`,
      operators: options.slice(0, 3),
      options: statuses.map((value) => ({ value, label: statusWord(value) })),
    },
    { name: '_updatedAt', label: t`Updated`, operators: moments('datetime').slice(0, 4) },
    { name: '_createdAt', label: t`Created`, operators: moments('datetime').slice(0, 4) },
    ...type.fields
      .filter(({ kind }) => kind !== 'component')
      .map((field) => ({
        name: field.name,
        label: field.label,
        operators: operatorsByKind[field.kind as FieldKindName],
        ...(field.options === undefined ? {} : { options: field.options }),
        ...(field.to === undefined ? {} : { to: field.to }),
      })),
  ]
}

function moments(input: 'date' | 'datetime'): FilterOperator[] {
  return [
    { operator: 'gte', label: t`is on or after`, input },
    { operator: 'gt', label: t`is after`, input },
    { operator: 'lt', label: t`is before`, input },
    { operator: 'lte', label: t`is on or before`, input },
    ...empty,
  ]
}
