import { t } from '@lingui/core/macro'
import { Button, CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconTrash } from '@tabler/icons-react'
import type { ContentTypeView } from '@verso/contract'
import { useEffect, useRef, useState } from 'react'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import { FilterBar } from './filter-bar.tsx'
import classes from './list-toolbar.module.css'
import type { ListView } from './list-view.ts'
import { SortMenu } from './sort-menu.tsx'

interface ListToolbarProps {
  type: ContentTypeView
  view: ListView
  onChange: (view: ListView) => void
}

export function ListToolbar({ type, view, onChange }: ListToolbarProps) {
  return (
    <search className={classes.root} aria-label={t`Find in ${type.label}`}>
      <SearchField label={type.label} value={view.search} onChange={(search) => onChange({ ...view, search })} />
      <FilterBar type={type} view={view} onChange={onChange} />
      <div className={classes.end}>
        <SortMenu type={type} view={view} onChange={onChange} />
        <span className={classes.columns}>
          <ColumnsMenu type={type} view={view} onChange={onChange} />
        </span>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
          aria-pressed={view.isTrash}
          data-active={view.isTrash || undefined}
          className={classes.toggle ?? ''}
          onClick={() => onChange({ ...view, isTrash: !view.isTrash, filters: [], search: '' })}
        >
          {t`Trash`}
        </Button>
      </div>
    </search>
  )
}

function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const settle = useDebouncedCallback(onChange, 220)
  useEffect(() => setText(value), [value])
  useHotkeys([{ keys: '/', label: t`Search in the list`, run: () => input.current?.select() }])
  const change = (next: string) => {
    setText(next)
    settle(next.trim())
  }
  return (
    <TextInput
      ref={input}
      className={classes.search ?? ''}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && text !== '' && change('')}
      placeholder={t`Search titles`}
      aria-label={t`Search titles in ${label}`}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      rightSection={text === '' ? null : <CloseButton size="sm" aria-label={t`Clear the search`} onClick={() => change('')} />}
    />
  )
}
