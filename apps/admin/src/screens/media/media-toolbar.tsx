import { t } from '@lingui/core/macro'
import { CloseButton, SegmentedControl, Select, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconLayoutGrid, IconList, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import type { MediaSearch } from './media-search.ts'
import classes from './media-toolbar.module.css'

const kinds = [
  { value: '', label: t`All kinds` },
  { value: 'image/', label: t`Images` },
  { value: 'video/', label: t`Videos` },
  { value: 'audio/', label: t`Audio` },
  { value: 'application/', label: t`Documents` },
]

export function MediaToolbar({ search, onChange }: { search: MediaSearch; onChange: (change: Partial<MediaSearch>) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(search.q ?? '')
  const settle = useDebouncedCallback((q: string) => onChange({ q }), 220)
  useEffect(() => setText(search.q ?? ''), [search.q])
  useHotkeys([{ keys: '/', label: t`Search files`, run: () => input.current?.select() }])
  const change = (next: string) => {
    setText(next)
    settle(next.trim())
  }
  return (
    <search className={classes.root} aria-label={t`Find files`}>
      <TextInput
        ref={input}
        className={classes.search ?? ''}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        placeholder={t`Search file names`}
        aria-label={t`Search file names`}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        rightSection={text === '' ? null : <CloseButton size="sm" aria-label={t`Clear the search`} onClick={() => change('')} />}
      />
      <Select
        w={144}
        aria-label={t`Kind`}
        data={kinds}
        value={search.kind ?? ''}
        onChange={(kind) => onChange({ kind: kind === '' || kind === null ? undefined : kind })}
      />
      <SegmentedControl
        className={classes.layout ?? ''}
        aria-label={t`Layout`}
        value={search.layout ?? 'grid'}
        onChange={(layout) => onChange({ layout: layout === 'list' ? 'list' : undefined })}
        data={[
          {
            value: 'grid',
            label: (
              <Tooltip label={t`Grid`}>
                <IconLayoutGrid size={18} stroke={1.75} aria-label={t`Grid`} />
              </Tooltip>
            ),
          },
          {
            value: 'list',
            label: (
              <Tooltip label={t`List`}>
                <IconList size={18} stroke={1.75} aria-label={t`List`} />
              </Tooltip>
            ),
          },
        ]}
      />
    </search>
  )
}
