import { t } from '@lingui/core/macro'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFiles, IconPhoto, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { EntryCard, FoundView } from '@verso/contract'
import { useState } from 'react'
import { entryCardsQuery } from '../api/entries.ts'
import { searchQuery } from '../api/search.ts'
import type { PaletteItem } from './palette-item.ts'
import { recentEntryIds } from './recent-entries.ts'

interface FoundItems {
  entries: PaletteItem[]
  files: PaletteItem[]
  people: PaletteItem[]
  isSearching: boolean
}

const nothing = { entries: [], files: [], people: [] }

/** What the server finds for a text; an answer to an older text is never shown. */
export function useFoundItems(words: string): FoundItems {
  const [settled] = useDebouncedValue(words, 180)
  const { data: found = [], isFetching } = useQuery(searchQuery(settled))
  if (settled !== words || words.length < 2) return { ...nothing, isSearching: words.length >= 2 }
  const items = (kind: FoundView['kind']) => found.filter((one) => one.kind === kind).map(itemOf)
  return { entries: items('entry'), files: items('media'), people: items('user'), isSearching: isFetching }
}

/** The entries that were open last, as far as one may still see them. */
export function useRecentItems(): PaletteItem[] {
  const [ids] = useState(recentEntryIds)
  const { data = [] } = useQuery(entryCardsQuery(ids))
  return data.flatMap((card) => ('hidden' in card || card.status === 'trashed' ? [] : entryItem(card)))
}

function itemOf(found: FoundView): PaletteItem {
  const { id, title } = found
  if (found.kind === 'entry') return entryItem(found)
  if (found.kind === 'media') return { id, label: title, icon: IconPhoto, aside: t`File`, to: '/media', search: { id } }
  if (found.kind === 'user') return { id, label: title, icon: IconUser, aside: found.email, to: '/settings/users' }
  return { id, label: title, icon: IconFiles, aside: t`Content type`, to: '/content/$type', params: { type: found.name } }
}

function entryItem({
  id,
  title,
  type,
  status,
}: Pick<Extract<EntryCard, { title: string }>, 'id' | 'title' | 'type' | 'status'>): PaletteItem {
  return {
    id,
    label: title === '' ? t`Untitled` : title,
    icon: IconFiles,
    aside: type,
    status,
    to: '/content/$type/$entryId',
    params: { type, entryId: id },
  }
}
