import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReleaseView, ScheduleView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { releaseKeys } from '../../api/releases.ts'
import { homeKey, schedulesKey } from '../../api/schedules.ts'
import type { MomentWish } from '../../parts/moment-input.tsx'
import { toast } from '../../parts/toast.tsx'
import { localTimeIn, momentOf, zonedWords } from '../../parts/zoned-time.ts'
import type { Day } from './calendar-days.ts'
import type { CalendarEvent } from './calendar-events.ts'

interface Move {
  event: CalendarEvent
  to: MomentWish
}

/** Lets something happen at another time, and offers the way back. */
export function useReschedule(onDone: () => void = () => undefined) {
  const queryClient = useQueryClient()
  const refresh = () =>
    Promise.all([schedulesKey, releaseKeys.all, homeKey, entryKeys.all].map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  return useMutation({
    mutationFn: move,
    onSuccess: async (moved, { event }) => {
      const back: MomentWish = { zone: event.timeZone, local: localTimeIn(event.timeZone, new Date(event.at)) }
      toast({
        message: t`Moved to ${zonedWords(new Date(moved.at), moved.timeZone)}`,
        undo: () => void move({ event: moved, to: back }).then(refresh),
      })
      onDone()
      await refresh()
    },
  })
}

/** The time of day stays, as the viewer's clocks show it; the zone that it was set in, too. */
export function wishOnDay({ clock, timeZone }: CalendarEvent, day: Day, viewerZone: string): MomentWish {
  const at = momentOf(`${day}T${clock}`, viewerZone)?.at ?? new Date(`${day}T${clock}:00Z`)
  return { zone: timeZone, local: localTimeIn(timeZone, at) }
}

/** The event as it is then. A schedule is never changed: another one takes its place, and only then is the first called off. */
async function move({ event, to }: Move): Promise<CalendarEvent> {
  if (event.about.kind === 'release') {
    const { release } = event.about
    const { items: _items, ...moved } = await api.patch<ReleaseView>(`/releases/${release.id}`, { publishAt: to.local, timeZone: to.zone })
    return { ...event, at: moved.publishAt ?? event.at, timeZone: to.zone, about: { kind: 'release', release: moved } }
  }
  const { schedule } = event.about
  const { action, locales, revision, entry } = schedule
  const path = `/entries/${entry.id}/schedules`
  const made = await api.post<ScheduleView>(path, {
    action,
    at: to.local,
    timeZone: to.zone,
    ...(locales === undefined ? {} : { locales }),
    ...(revision === undefined ? {} : { revision }),
  })
  await api.delete(`${path}/${schedule.id}`)
  return { ...event, at: made.at, timeZone: to.zone, about: { kind: 'schedule', schedule: { ...made, entry } } }
}
