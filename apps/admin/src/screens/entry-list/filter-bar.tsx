import { t } from '@lingui/core/macro'
import { Button, Popover } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ContentTypeView } from '@verso/contract'
import { useState } from 'react'
import { FilterChip } from './filter-chip.tsx'
import { FilterEditor } from './filter-editor.tsx'
import { filterFields } from './filter-fields.ts'
import { type Filter, type ListView, withFilter, withoutFilter } from './list-view.ts'

interface FilterBarProps {
  type: ContentTypeView
  view: ListView
  onChange: (view: ListView) => void
}

/** The conditions as chips, and the way to another one. */
export function FilterBar({ type, view, onChange }: FilterBarProps) {
  const fields = filterFields(type)
  const [isAdding, setIsAdding] = useState(false)
  const add = (filter: Filter) => {
    setIsAdding(false)
    onChange(withFilter(view, filter))
  }
  return (
    <>
      {view.filters.map((filter) => (
        <FilterChip
          key={`${filter.field} ${filter.operator}`}
          filter={filter}
          fields={fields}
          onChange={(next) => onChange(withFilter(view, next, filter))}
          onRemove={() => onChange(withoutFilter(view, filter))}
        />
      ))}
      <Popover opened={isAdding} onChange={setIsAdding} position="bottom-start" trapFocus returnFocus width={320}>
        <Popover.Target>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
            onClick={() => setIsAdding(!isAdding)}
          >
            {t`Filter`}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>{isAdding && <FilterEditor fields={fields} onDone={add} />}</Popover.Dropdown>
      </Popover>
      {view.filters.length > 1 && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange({ ...view, filters: [] })}>
          {t`Clear filters`}
        </Button>
      )}
    </>
  )
}
