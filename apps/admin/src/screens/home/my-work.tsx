import type { ContentTypeView, UserView } from '@verso/contract'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { EntryLine } from './entry-line.tsx'
import classes from './home.module.css'
import { useFewEntries } from './use-few-entries.ts'

/** What I changed last and readers don't have yet. */
export function MyWork({ types, me }: { types: ContentTypeView[]; me: UserView }) {
  const { entries, isLoading, error } = useFewEntries(types, {
    'filter[_status][in]': 'draft,changed',
    'filter[_updatedBy][eq]': me.id,
    sort: '-_updatedAt',
    limit: 8,
  })
  const latest = entries.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, 10)
  return (
    <section aria-labelledby="my-work">
      <h2 id="my-work" className={classes.heading}>
        My work
      </h2>
      {error !== null && <ProblemCard problem={error} title="Your drafts could not be loaded" />}
      {isLoading && latest.length === 0 ? (
        <Loading label="Loading your drafts" rows={4} />
      ) : latest.length === 0 ? (
        error === null && <p className={classes.nothing}>Nothing waits for you.</p>
      ) : (
        <ul className={classes.list}>
          {latest.map((entry) => (
            <EntryLine
              key={entry.id}
              entry={entry}
              type={types.find(({ name }) => name === entry.type)?.label ?? entry.type}
              at={entry.updatedAt}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
