import { t } from '@lingui/core/macro'
import { IconArrowRight, IconBolt, IconFiles, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSignal } from '../api/signal.ts'
import { typesQuery } from '../api/types.ts'
import { type May, useMay } from '../api/use-may.ts'
import { activeHotkeys } from '../parts/use-hotkeys.ts'
import { mainLinks, settingsLinks } from './nav-links.ts'
import type { PaletteItem } from './palette-item.ts'
import { useFoundItems, useRecentItems } from './use-found-items.ts'

interface Group {
  label: string
  items: PaletteItem[]
}

/** What the palette offers for a text: what the server finds in it, then everything here whose name holds it; without a text what was open last. */
export function usePaletteItems(query: string): { groups: Group[]; isSearching: boolean } {
  const may = useMay()
  const { data: types = [] } = useQuery(typesQuery())
  const isActionsOnly = query.startsWith('>')
  const words = (isActionsOnly ? query.slice(1) : query).trim()
  const { entries, files, people, isSearching } = useFoundItems(isActionsOnly ? '' : words)
  const recent = useRecentItems()
  const matches = ({ label }: PaletteItem) => label.toLowerCase().includes(words.toLowerCase())

  const typeItems = types.map(
    ({ name, label }): PaletteItem => ({
      id: `type-${name}`,
      label,
      icon: IconFiles,
      aside: t`Content type`,
      to: '/content/$type',
      params: { type: name },
    }),
  )
  const actions = [...useScreenActions(), ...createActions(types, may)].filter(matches)
  if (isActionsOnly) return { groups: [{ label: t`Actions`, items: actions }], isSearching: false }
  const groups = [
    { label: t`Recent`, items: words === '' ? recent : [] },
    { label: t`Entries`, items: entries },
    { label: t`Files`, items: files },
    { label: t`People`, items: people },
    { label: t`Content`, items: typeItems.filter(matches) },
    { label: t`Screens`, items: screenItems(may).filter(matches) },
    { label: t`Actions`, items: words === '' ? actions.slice(0, 8) : actions },
  ]
  return { groups, isSearching }
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
      label: t`New entry in ${label}`,
      icon: IconPlus,
      to: '/content/$type/new',
      params: { type: name },
    }))
}

function screenItems(may: May): PaletteItem[] {
  const links = [...mainLinks, ...settingsLinks(may), { label: t`Account`, to: '/account', icon: IconArrowRight }]
  return links.map(({ label, to, icon }) => ({ id: `screen-${to}`, label, icon, to }))
}
