import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import type { ScheduleOfEntryView } from '@verso/contract'
import { StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import classes from './home.module.css'

/** A schedule of mine that could not be kept, and why; the entry's panel has the way on. */
export function FailedSchedule({ schedule }: { schedule: ScheduleOfEntryView }) {
  const { entry, action, reason, at } = schedule
  return (
    <li>
      <Link
        to="/content/$type/$entryId"
        params={{ type: entry.type, entryId: entry.id }}
        search={{ pane: 'publish' }}
        className={classes.line}
      >
        <span className={classes.title}>{entry.title === '' ? t`Untitled` : entry.title}</span>
        <span className={classes.facts}>
          <StatusChip status="failed" />
          <span>{action === 'publish' ? t`Publish` : t`Unpublish`}</span>
          <Time at={at} />
        </span>
        {reason !== undefined && <span className={classes.reason}>{reason}</span>}
      </Link>
    </li>
  )
}
