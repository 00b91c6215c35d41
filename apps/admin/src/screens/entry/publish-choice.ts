import type { EntryView } from '@verso/contract'

interface PublishChoice {
  /** The languages to choose from. */
  offered: string[]
  ticked: string[]
  /** Whether any of them has something that readers don't have. */
  hasNews: boolean
}

/**
 * The languages that can be published, and those that are going to be. Until somebody ticks it is all that have something new for
 * readers, without those that were taken back from them while others stayed.
 */
export function publishChoice(entry: EntryView, chosen: readonly string[] | null): PublishChoice {
  const offered = Object.keys(entry.locales)
  const statusOf = (code: string) => entry.locales[code]?.status
  const hasNews = offered.some((code) => statusOf(code) !== 'published')
  if (chosen !== null) return { offered, ticked: offered.filter((code) => chosen.includes(code)), hasNews }
  const isPublic = Object.keys(entry.publications).length > 0
  const ticked = offered.filter((code) => statusOf(code) !== 'published' && !(isPublic && statusOf(code) === 'unpublished'))
  return { offered, ticked, hasNews }
}
