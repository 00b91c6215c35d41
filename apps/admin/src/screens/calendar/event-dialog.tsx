import { t } from '@lingui/core/macro'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { MomentInput, type MomentWish } from '../../parts/moment-input.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { localTimeIn, momentOf, zonedWords } from '../../parts/zoned-time.ts'
import { type CalendarEvent, isComing } from './calendar-events.ts'
import { useReschedule } from './use-reschedule.ts'

/** What happens, when on both clocks, the way to what it is about, and to another time. */
export function EventDialog({ event, onClose }: { event: CalendarEvent; onClose: () => void }) {
  const [wish, setWish] = useState<MomentWish | null>(null)
  const rescheduling = useReschedule(onClose)
  const mayMove = useMayMove(event) && isComing(event)
  const { at, timeZone, title, words, status, reason } = event
  return (
    <Modal opened onClose={onClose} title={title} size={480}>
      <Stack gap="md">
        <div>
          <StatusChip status={status} variant="chip" />
        </div>
        <p>{t`${words} on ${zonedWords(new Date(at), timeZone)}.`}</p>
        {reason !== undefined && <Note tone="error" title={t`It could not be done.`} children={<p>{reason}</p>} />}
        {wish !== null && <MomentInput value={wish} onChange={setWish} problem={rescheduling.error} />}
        {rescheduling.isError && <ProblemCard problem={rescheduling.error} title={t`It could not be moved`} />}
        <Group justify="flex-end" gap="xs">
          <OpenLink event={event} />
          {mayMove && wish === null && (
            <Button onClick={() => setWish({ zone: timeZone, local: localTimeIn(timeZone, new Date(at)) })}>{t`Reschedule…`}</Button>
          )}
          {wish !== null && (
            <Button
              variant="filled"
              loading={rescheduling.isPending}
              disabled={momentOf(wish.local, wish.zone) === null}
              onClick={() => rescheduling.mutate({ event, to: wish })}
            >
              {t`Reschedule`}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

function OpenLink({ event: { about } }: { event: CalendarEvent }) {
  if (about.kind === 'release')
    return (
      <Button component={Link} to={`/releases/${about.release.id}`}>
        {t`Open the release`}
      </Button>
    )
  const { entry } = about.schedule
  return (
    <Button component={Link} to={`/content/${entry.type}/${entry.id}`}>
      {t`Open the entry`}
    </Button>
  )
}

function useMayMove({ about }: CalendarEvent): boolean {
  const may = useMay()
  return about.kind === 'release' ? may.manage('releases') : may.act('schedule', about.schedule.entry.type) !== 'none'
}
