import { t } from '@lingui/core/macro'
import { CloseButton, Popover, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { entryCardsQuery } from '../../api/entries.ts'
import { formatDate } from '../../parts/format-time.ts'
import classes from './filter-chip.module.css'
import { FilterEditor } from './filter-editor.tsx'
import type { FilterField, FilterOperator } from './filter-fields.ts'
import type { Filter } from './list-view.ts'

interface FilterChipProps {
  filter: Filter
  fields: FilterField[]
  onChange: (filter: Filter) => void
  onRemove: () => void
}

/** One condition in words: press it to change it, the cross takes it away. */
export function FilterChip({ filter, fields, onChange, onRemove }: FilterChipProps) {
  const [isOpen, setIsOpen] = useState(false)
  const field = fields.find(({ name }) => name === filter.field)
  const operator = field?.operators.find(
    (one) => one.operator === filter.operator && (one.value === undefined || one.value === filter.value),
  )
  const value = useValueWords(filter, field, operator)
  const words = `${field?.label ?? filter.field} ${operator?.label ?? filter.operator}${operator?.input === 'none' ? '' : ` ${value}`}`
  return (
    <span className={classes.root}>
      <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" trapFocus returnFocus width={320}>
        <Popover.Target>
          <UnstyledButton className={classes.words} onClick={() => setIsOpen(!isOpen)} aria-label={t`Filter: ${words}. Change`}>
            <span>
              {field?.label ?? filter.field} <span className="verso-dimmed">{operator?.label ?? filter.operator}</span>{' '}
              {operator?.input !== 'none' && <strong>{value}</strong>}
            </span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          {isOpen && (
            <FilterEditor
              fields={fields}
              filter={filter}
              onDone={(next) => {
                setIsOpen(false)
                onChange(next)
              }}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      <CloseButton size={24} aria-label={t`Remove the filter ${words}`} onClick={onRemove} />
    </span>
  )
}

function useValueWords(filter: Filter, field: FilterField | undefined, operator: FilterOperator | undefined): string {
  const isEntry = operator?.input === 'entry'
  const { data: cards } = useQuery({ ...entryCardsQuery([filter.value]), enabled: isEntry })
  if (isEntry) {
    const card = cards?.[0]
    return card === undefined ? '…' : 'hidden' in card ? t`Not visible to you` : card.title
  }
  if (operator?.input === 'options')
    return filter.value
      .split(',')
      .map((value) => field?.options?.find((option) => option.value === value)?.label ?? value)
      .join(', ')
  if (operator?.input === 'boolean') return filter.value === 'true' ? t`yes` : t`no`
  if ((operator?.input === 'date' || operator?.input === 'datetime') && !Number.isNaN(Date.parse(filter.value)))
    return formatDate(filter.value)
  return filter.value
}
