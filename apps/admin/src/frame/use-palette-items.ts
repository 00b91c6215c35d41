import { useDebouncedValue } from '@mantine/hooks'
import { type Icon, IconArrowRight, IconBolt, IconFiles, IconPlus } from '@tabler/icons-react'
import { useQueries, useQuery } from '@tanstack/react-query'
import { fewEntriesQuery } from '../api/entries.ts'
import { useSignal } from '../api/signal.ts'
import { typesQuery } from '../api/types.ts'
import { type May, useMay } from '../api/use-may.ts'
import type { Status } from '../parts/status-chip.tsx'
import { activeHotkeys } from '../parts/use-hotkeys.ts'
import { mainLinks, settingsLinks } from './nav-links.ts'

export interface PaletteItem {
  id: string
  label: string
  icon: Icon
  aside?: string
  keys?: string
  status?: Status
  to?: string
  params?: Record<string, string>
  run?: (event: KeyboardEvent) => void
}

interface Group {
  label: string
  items: PaletteItem[]
}

/** What the palette offers for a text: entries by title, then everything whose name holds the text. */
export function usePaletteItems(query: string): { groups: Group[]; isSearching: boolean } {
  const may = useMay()
  const { data: types = [] } = useQuery(typesQuery())
  const isActionsOnly = query.startsWith('>')
  const words = (isActionsOnly ? query.slice(1) : query).trim()
  const { entries, isSearching } = useFoundEntries(
    isActionsOnly ? '' : words,
    types.map(({ name }) => name),
  )
  const matches = ({ label }: PaletteItem) => label.toLowerCase().includes(words.toLowerCase())

  const typeItems = types.map(
    ({ name, label }): PaletteItem => ({
      id: `type-${name}`,
      label,
      icon: IconFiles,
      aside: 'Content type',
      to: '/content/$type',
      params: { type: name },
    }),
  )
  const actions = [...useScreenActions(), ...createActions(types, may)].filter(matches)
  if (isActionsOnly) return { groups: [{ label: 'Actions', items: actions }], isSearching: false }
  const groups = [
    { label: 'Entries', items: entries },
    { label: 'Content', items: typeItems.filter(matches) },
    { label: 'Screens', items: screenItems(may).filter(matches) },
    { label: 'Actions', items: words === '' ? actions.slice(0, 8) : actions },
  ]
  return { groups, isSearching }
}

/** The first entries of each type; an answer to an older text is never shown. */
function useFoundEntries(words: string, types: string[]): { entries: PaletteItem[]; isSearching: boolean } {
  const [settled] = useDebouncedValue(words, 180)
  const isOn = settled.length >= 2
  const answers = useQueries({
    queries: types.slice(0, 12).map((type) => ({ ...fewEntriesQuery(type, { search: settled, limit: 4 }), enabled: isOn })),
  })
  if (!isOn || settled !== words) return { entries: [], isSearching: words.length >= 2 }
  const entries = answers
    .flatMap(({ data }) => data?.data ?? [])
    .map(
      (entry): PaletteItem => ({
        id: entry.id,
        label: entry.title === '' ? 'Untitled' : entry.title,
        icon: IconFiles,
        aside: entry.type,
        status: entry.status,
        to: '/content/$type/$entryId',
        params: { type: entry.type, entryId: entry.id },
      }),
    )
  return { entries: entries.slice(0, 12), isSearching: answers.some(({ isFetching }) => isFetching) }
}

function useScreenActions(): PaletteItem[] {
  return useSignal(activeHotkeys)
    .filter(({ hidden, keys }) => hidden !== true && !keys.startsWith('g '))
    .map(({ label, keys, run }) => ({ id: `key-${keys}`, label, icon: IconBolt, keys, run }))
}

function createActions(types: { name: string; label: string; kind: string }[], may: May): PaletteItem[] {
  return types
    .filter(({ name, kind }) => kind === 'collection' && may.act('create', name) !== 'none')
    .map(({ name, label }) => ({
      id: `new-${name}`,
      label: `New entry in ${label}`,
      icon: IconPlus,
      to: '/content/$type/new',
      params: { type: name },
    }))
}

function screenItems(may: May): PaletteItem[] {
  const links = [...mainLinks, ...settingsLinks(may), { label: 'Account', to: '/account', icon: IconArrowRight }]
  return links.map(({ label, to, icon }) => ({ id: `screen-${to}`, label, icon, to }))
}
