import { t } from '@lingui/core/macro'
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReleaseView } from '@verso/contract'
import { isProblem } from '../../api/api-problem.ts'
import { entryCardsQuery } from '../../api/entries.ts'
import { EntryCard } from '../../parts/entry-card.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import type { ReleaseActs } from './use-release-acts.ts'

/** Why it was refused, and after taking it back what was left as it is, since people changed it meanwhile. */
export function ReleaseFaults({ acts: { publishing, reverting } }: { release: ReleaseView; acts: ReleaseActs }) {
  const problem = publishing.error ?? reverting.error
  const conflicts = reverting.data?.conflicts ?? publishing.data?.conflicts ?? []
  return (
    <>
      {problem !== null && (
        <Stack gap="xs">
          <ProblemCard
            problem={problem}
            title={publishing.isError ? t`The release was not published` : t`The release was not taken back`}
          />
          {isProblem(problem) && <Refused ids={[...new Set(problem.issues.flatMap(entryOf))]} />}
        </Stack>
      )}
      {conflicts.length > 0 && (
        <Note tone="warn" title={t`These were changed since, and stay as they are:`}>
          <Refused ids={[...new Set(conflicts.map(({ entryId }) => entryId))]} />
        </Note>
      )}
    </>
  )
}

/** A fault of one of several entries names it. */
function entryOf(issue: object): string[] {
  return 'entryId' in issue && typeof issue.entryId === 'string' ? [issue.entryId] : []
}

function Refused({ ids }: { ids: string[] }) {
  const cards = useQuery(entryCardsQuery(ids.slice(0, 100)))
  if (ids.length === 0) return null
  return (
    <>
      {cards.data?.map((card) => (
        <EntryCard key={card.id} card={card} />
      ))}
    </>
  )
}
