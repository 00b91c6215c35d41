import { t } from '@lingui/core/macro'
import type { ContentTypeView, HomeEntry } from '@verso/contract'
import { EntryLine } from './entry-line.tsx'
import classes from './home.module.css'
import { labelOf } from './my-work.tsx'

/** What readers got last. */
export function LatelyPublished({ entries, types }: { entries: HomeEntry[]; types: ContentTypeView[] }) {
  return (
    <section aria-labelledby="lately">
      <h2 id="lately" className={classes.heading}>
        {t`Lately published`}
      </h2>
      {entries.length === 0 ? (
        <p className={classes.nothing}>{t`Nothing is published yet.`}</p>
      ) : (
        <ul className={classes.list}>
          {entries.map((entry) => (
            <EntryLine key={entry.id} entry={entry} type={labelOf(entry.type, types)} at={entry.publishedAt ?? entry.updatedAt} isCompact />
          ))}
        </ul>
      )}
    </section>
  )
}
