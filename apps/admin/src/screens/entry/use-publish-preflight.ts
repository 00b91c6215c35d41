import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { EntryView, Preflight, PreflightBody } from '@verso/contract'
import { preflightQuery } from '../../api/preflight.ts'
import { publishChoice } from './publish-choice.ts'

/** So long after a save nobody has saved again: every save moves the revision, and asks anew. */
const quietMs = 500

interface PublishPreflight {
  /** What was said last stays until the next answer is there; null where there is nothing to ask. */
  preflight: Preflight | null
  problem: unknown
  askAgain: () => void
}

/** What publishing would say now; nothing where it can't be asked, or readers have it all already. */
export function usePublishPreflight(entry: EntryView | null, chosen: readonly string[] | null): PublishPreflight {
  const [settled] = useDebouncedValue(entry, quietMs)
  const asked = entry !== null && isPublishable(entry, chosen) ? settled : null
  const answer = useQuery(preflightQuery(asked, asked === null ? { action: 'publish' } : questionOf(asked, chosen)))
  return { preflight: asked === null ? null : (answer.data ?? null), problem: answer.error, askAgain: () => void answer.refetch() }
}

function questionOf(entry: EntryView, chosen: readonly string[] | null): PreflightBody {
  const { offered, ticked } = publishChoice(entry, chosen)
  return { action: 'publish', ...(offered.length > 1 ? { locales: ticked } : {}) }
}

function isPublishable(entry: EntryView, chosen: readonly string[] | null): boolean {
  return entry._can.publish.length > 0 && entry.status !== 'trashed' && publishChoice(entry, chosen).ticked.length > 0
}
