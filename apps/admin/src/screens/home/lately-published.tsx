import type { ContentTypeView, EntryView } from '@verso/contract'
import { Loading } from '../../parts/loading.tsx'
import { EntryLine } from './entry-line.tsx'
import classes from './home.module.css'
import { useFewEntries } from './use-few-entries.ts'

/** What readers got last. */
export function LatelyPublished({ types }: { types: ContentTypeView[] }) {
  const { entries, isLoading } = useFewEntries(types, { 'filter[_status][in]': 'published,changed', sort: '-_updatedAt', limit: 8 })
  const latest = entries.toSorted((a, b) => publishedAt(b).localeCompare(publishedAt(a))).slice(0, 8)
  return (
    <section aria-labelledby="lately" className={classes.aside}>
      <h2 id="lately" className={classes.heading}>
        Lately published
      </h2>
      {isLoading && latest.length === 0 ? (
        <Loading label="Loading what was published" rows={4} />
      ) : latest.length === 0 ? (
        <p className={classes.nothing}>Nothing is published yet.</p>
      ) : (
        <ul className={classes.list}>
          {latest.map((entry) => (
            <EntryLine
              key={entry.id}
              entry={entry}
              type={types.find(({ name }) => name === entry.type)?.label ?? entry.type}
              at={publishedAt(entry)}
              isCompact
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function publishedAt({ publications, updatedAt }: EntryView): string {
  const times = Object.values(publications).map((publication) => publication.publishedAt)
  return times.toSorted().at(-1) ?? updatedAt
}
