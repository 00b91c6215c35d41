import { useDebouncedValue } from '@mantine/hooks'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { EntryView, PreflightBody } from '@verso/contract'
import { preflightQuery } from '../../api/preflight.ts'
import { publishChoice } from './publish-choice.ts'

/** So long after a save nobody has saved again: every save moves the revision, and asks anew. */
const quietMs = 500

/** What publishing would say now; nothing where it can't be asked, or readers have it all already. */
export function usePublishPreflight(entry: EntryView | null, chosen: readonly string[] | null) {
  const [settled] = useDebouncedValue(entry, quietMs)
  const asked = settled?._can.publish === true && isPublishable(settled) ? settled : null
  return useQuery(asked === null ? nothing : preflightQuery(asked, questionOf(asked, chosen)))
}

const nothing = { queryKey: ['no preflight'], queryFn: skipToken }

function questionOf(entry: EntryView, chosen: readonly string[] | null): PreflightBody {
  const { offered, ticked } = publishChoice(entry, chosen)
  return {
    action: 'publish',
    ...(offered.length > 1 && ticked.length > 0 ? { locales: ticked } : {}),
  }
}

function isPublishable({ status }: EntryView): boolean {
  return status !== 'trashed' && status !== 'published'
}
