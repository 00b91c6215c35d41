import { t } from '@lingui/core/macro'
import { CloseButton, SegmentedControl, Select, TextInput, Tooltip } from '@mantine/core'
import { type Icon, IconLayoutGrid, IconList, IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { useSettledText } from '../../parts/use-settled-text.ts'
import { kinds, MediaFilterChips, MediaFilters } from './media-filters.tsx'
import type { MediaSearch } from './media-search.ts'
import classes from './media-toolbar.module.css'

interface MediaToolbarProps {
  search: MediaSearch
  /** The picker shows pictures only in a grid. */
  hasLayouts?: boolean
  onChange: (change: MediaSearch) => void
}

export function MediaToolbar({ search, hasLayouts = true, onChange }: MediaToolbarProps) {
  return (
    <>
      <search className={classes.root} aria-label={t`Find files`}>
        <SearchBox search={search} onChange={onChange} />
        <Select
          w={144}
          aria-label={t`Kind`}
          data={kinds}
          value={search.kind ?? ''}
          onChange={(kind) => onChange({ kind: kind === '' || kind === null ? undefined : kind })}
        />
        <MediaFilters search={search} onChange={onChange} />
        {hasLayouts && <Layouts search={search} onChange={onChange} />}
      </search>
      <MediaFilterChips search={search} onChange={onChange} />
    </>
  )
}

function SearchBox({ search, onChange }: MediaToolbarProps) {
  const input = useRef<HTMLInputElement>(null)
  const { text, change } = useSettledText(search.q ?? '', (q) => onChange({ q: q.trim() }))
  useHotkeys([{ keys: '/', label: t`Search files`, run: () => input.current?.select() }])
  return (
    <TextInput
      ref={input}
      className={classes.search ?? ''}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      placeholder={t`Search files`}
      aria-label={t`Search files`}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      rightSection={text === '' ? null : <CloseButton size="sm" aria-label={t`Clear the search`} onClick={() => change('')} />}
    />
  )
}

function Layouts({ search, onChange }: MediaToolbarProps) {
  return (
    <SegmentedControl
      className={classes.layout ?? ''}
      aria-label={t`Layout`}
      value={search.layout ?? 'grid'}
      onChange={(layout) => onChange({ layout: layout === 'list' ? 'list' : undefined })}
      data={[
        { value: 'grid', label: <LayoutSign icon={IconLayoutGrid} name={t`Grid`} /> },
        { value: 'list', label: <LayoutSign icon={IconList} name={t`List`} /> },
      ]}
    />
  )
}

function LayoutSign({ icon: SignIcon, name }: { icon: Icon; name: string }) {
  return (
    <Tooltip label={name}>
      <SignIcon size={18} stroke={1.75} aria-label={name} />
    </Tooltip>
  )
}
