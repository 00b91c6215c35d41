import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import type { ScheduleOfEntryView } from '@verso/contract'
import { zonedWords } from '../../parts/zoned-time.ts'
import classes from './home.module.css'

/** What will happen by itself, soonest first. */
export function ComingUp({ schedules }: { schedules: ScheduleOfEntryView[] }) {
  if (schedules.length === 0) return null
  return (
    <section aria-labelledby="coming-up">
      <h2 id="coming-up" className={classes.heading}>
        {t`Coming up`}
      </h2>
      <ul className={classes.list}>
        {schedules.map(({ id, entry, action, at, timeZone, locales }) => (
          <li key={id}>
            <Link to="/content/$type/$entryId" params={{ type: entry.type, entryId: entry.id }} className={classes.line} data-compact>
              <span className={classes.title}>{entry.title === '' ? t`Untitled` : entry.title}</span>
              <span className={classes.facts}>
                <span>{`${action === 'publish' ? t`Publish` : t`Unpublish`}${locales === undefined ? '' : ` ${locales.join(', ')}`}`}</span>
                <time dateTime={at}>{zonedWords(new Date(at), timeZone ?? 'UTC')}</time>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
