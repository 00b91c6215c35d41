import { t } from '@lingui/core/macro'
import type { ContentTypeView, HomeView } from '@verso/contract'
import { FailedSchedule } from './failed-schedule.tsx'
import { EntryLine } from './entry-line.tsx'
import classes from './home.module.css'

/** What waits for me: what should have happened in my name and could not, then my drafts. */
export function MyWork({ home, types }: { home: HomeView; types: ContentTypeView[] }) {
  const { myDrafts, failedSchedules } = home
  return (
    <section aria-labelledby="my-work">
      <h2 id="my-work" className={classes.heading}>
        {t`My work`}
      </h2>
      {myDrafts.length === 0 && failedSchedules.length === 0 ? (
        <p className={classes.nothing}>{t`Nothing waits for you.`}</p>
      ) : (
        <ul className={classes.list}>
          {failedSchedules.map((schedule) => (
            <FailedSchedule key={schedule.id} schedule={schedule} />
          ))}
          {myDrafts.map((entry) => (
            <EntryLine key={entry.id} entry={entry} type={labelOf(entry.type, types)} at={entry.updatedAt} />
          ))}
        </ul>
      )}
    </section>
  )
}

export function labelOf(name: string, types: ContentTypeView[]): string {
  return types.find((type) => type.name === name)?.label ?? name
}
