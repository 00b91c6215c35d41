import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { entryCardsQuery } from '../api/entries.ts'
import classes from './rich-text.module.css'

/** A link to an entry; while that one isn't published, readers get plain words, and writers see it here. */
export function EntryLink({ entry, children }: { entry: unknown; children: ReactNode }) {
  const id = typeof entry === 'object' && entry !== null && '_ref' in entry ? String(entry._ref) : ''
  const cards = useQuery(entryCardsQuery(id === '' ? [] : [id]))
  const card = cards.data?.[0]
  const isDark = card !== undefined && !('hidden' in card) && card.status !== 'published' && card.status !== 'changed'
  return (
    <span
      className={classes.link}
      data-entry
      data-unpublished={isDark || undefined}
      title={isDark ? t`Not published: readers get plain text` : undefined}
    >
      {children}
    </span>
  )
}
