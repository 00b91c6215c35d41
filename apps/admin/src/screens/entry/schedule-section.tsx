import { t } from '@lingui/core/macro'
import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { EntryView, ScheduleView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { entrySchedulesQuery, homeKey } from '../../api/schedules.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { toast } from '../../parts/toast.tsx'
import { zonedWords } from '../../parts/zoned-time.ts'
import classes from './entry-panel.module.css'

/** What will happen to the entry by itself, and what should have and could not. */
export function ScheduleSection({ entry }: { entry: EntryView }) {
  const schedules = useQuery(entrySchedulesQuery(entry.id))
  const cancelling = useCancel(entry.id)
  const shown = (schedules.data ?? []).filter((schedule) => schedule.state === 'pending' || isFailedLately(schedule, schedules.data ?? []))
  if (shown.length === 0 && !schedules.isError) return null
  return (
    <section>
      <h3 className={classes.heading}>{t`Scheduled`}</h3>
      {schedules.isError && (
        <ProblemCard problem={schedules.error} title={t`The schedules could not be loaded`} onRetry={() => schedules.refetch()} />
      )}
      {cancelling.isError && <ProblemCard problem={cancelling.error} title={t`It could not be called off`} />}
      <ul className={classes.links}>
        {shown.map((schedule) => (
          <li key={schedule.id} className={classes.schedule}>
            <div>
              <StatusChip status={schedule.state === 'failed' ? 'failed' : 'scheduled'} />
              <p className={classes.sentence}>{scheduleWords(schedule)}</p>
              {schedule.reason !== undefined && <p className={classes.sentence}>{schedule.reason}</p>}
            </div>
            {schedule.state === 'pending' && (
              <ActionIcon
                aria-label={t`Call off: ${scheduleWords(schedule)}`}
                title={t`Call off`}
                loading={cancelling.isPending && cancelling.variables === schedule.id}
                onClick={() => cancelling.mutate(schedule.id)}
              >
                <IconX size={18} stroke={1.75} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Of what failed only the newest is worth the room, and only until something newer was done. */
function isFailedLately(schedule: ScheduleView, all: ScheduleView[]): boolean {
  return schedule.state === 'failed' && all.every((other) => other.state === 'pending' || other.at <= schedule.at)
}

function useCancel(entryId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete(`/entries/${entryId}/schedules/${id}`),
    onSuccess: async () => {
      toast({ message: t`Called off` })
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: entryKeys.one(entryId) }),
        queryClient.invalidateQueries({ queryKey: homeKey }),
      ])
    },
  })
}

/** "Publish en, de on Mon 30 Nov, 08:00 Berlin = 07:00 UTC". */
export function scheduleWords({ action, at, timeZone, locales }: Pick<ScheduleView, 'action' | 'at' | 'timeZone' | 'locales'>): string {
  const verb = action === 'publish' ? t`Publish` : t`Unpublish`
  const act = [verb, ...(locales === undefined ? [] : [locales.join(', ')])].join(' ')
  return t`${act} on ${zonedWords(new Date(at), timeZone ?? 'UTC')}`
}
