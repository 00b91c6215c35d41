import { Button, Checkbox, Group, Modal, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CreateScheduleBody, EntryView, ScheduleView } from '@verso/contract'
import { useState } from 'react'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { homeKey } from '../../api/schedules.ts'
import { localesQuery } from '../../api/types.ts'
import { Note } from '../../parts/note.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import { localTimeIn, momentOf, ownTimeZone, timeZones, type ZonedMoment, zonedWords, zoneName } from '../../parts/zoned-time.ts'
import { scheduleWords } from './schedule-section.tsx'

type Action = CreateScheduleBody['action']

/** Asks when, on whose clock, and says the moment on both clocks before it is set. */
export function ScheduleDialog({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const isPublic = Object.keys(entry.publications).length > 0
  const [action, setAction] = useState<Action>('publish')
  const [zone, setZone] = useState(ownTimeZone())
  const [local, setLocal] = useState(() => nextMorning(ownTimeZone()))
  const [locales, setLocales] = useState<string[]>([])
  const setting = useSetSchedule(entry.id, onClose)
  const moment = momentOf(local, zone)
  const verb = action === 'publish' ? 'Publish' : 'Unpublish'
  const submit = () => setting.mutate({ action, at: local, timeZone: zone, ...(locales.length === 0 ? {} : { locales }) })
  return (
    <Modal opened onClose={onClose} title={`Schedule ${entry.title === '' ? 'this entry' : entry.title}`} size={480}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="md">
          {isPublic && entry._can.unpublish && <ActionChoice action={action} onChange={setAction} />}
          <TextInput
            type="datetime-local"
            label="When"
            data-autofocus
            value={local}
            error={issuesAt(setting.error, '/at')[0]}
            onChange={({ currentTarget }) => setLocal(currentTarget.value)}
          />
          <Select
            label="Time zone"
            searchable
            data={timeZones()}
            value={zone}
            error={issuesAt(setting.error, '/timeZone')[0]}
            onChange={(value) => setZone(value ?? zone)}
          />
          <LocaleChoice chosen={locales} onChange={setLocales} />
          <Said moment={moment} zone={zone} />
          {setting.isError && <ProblemCard problem={setting.error} title="The schedule could not be set" />}
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" disabled={moment === null} loading={setting.isPending}>
              {`${verb} later`}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function ActionChoice({ action, onChange }: { action: Action; onChange: (action: Action) => void }) {
  return (
    <SegmentedControl
      aria-label="What will happen"
      data={[
        { value: 'publish', label: 'Publish' },
        { value: 'unpublish', label: 'Unpublish' },
      ]}
      value={action}
      onChange={(value) => onChange(value === 'unpublish' ? 'unpublish' : 'publish')}
    />
  )
}

/** In which languages; none ticked means all that there are then. */
function LocaleChoice({ chosen, onChange }: { chosen: string[]; onChange: (codes: string[]) => void }) {
  const { data: locales = [] } = useQuery(localesQuery())
  if (locales.length < 2) return null
  return (
    <Checkbox.Group label="Languages" description="None ticked: all that the entry has then." value={chosen} onChange={onChange}>
      <Group gap="md" mt={6}>
        {locales.map(({ code, label }) => (
          <Checkbox key={code} value={code} label={label} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

function Said({ moment, zone }: { moment: ZonedMoment | null; zone: string }) {
  if (moment === null) return <p className="verso-dimmed">Choose a date and a time.</p>
  const words = zonedWords(moment.at, zone)
  if (moment.clock === 'skipped')
    return <Note tone="warn" title={`Clocks in ${zoneName(zone)} skip this time.`}>{`It will happen on ${words}.`}</Note>
  if (moment.clock === 'twice')
    return <Note tone="warn" title={`Clocks in ${zoneName(zone)} show this time twice.`}>{`It will happen at the first: ${words}.`}</Note>
  return <p>{words}. What is saved by then goes out, with the rights that you have then.</p>
}

function useSetSchedule(entryId: string, onDone: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateScheduleBody) => api.post<ScheduleView>(`/entries/${entryId}/schedules`, body),
    onSuccess: async (schedule) => {
      toast({ message: scheduleWords(schedule) })
      onDone()
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: entryKeys.one(entryId) }),
        queryClient.invalidateQueries({ queryKey: homeKey }),
      ])
    },
  })
}

/** Tomorrow at nine: what most people want, and a time that is surely to come. */
function nextMorning(zone: string): string {
  return `${localTimeIn(zone, new Date(Date.now() + 24 * 3_600_000)).slice(0, 10)}T09:00`
}
