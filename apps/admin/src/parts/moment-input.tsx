import { t } from '@lingui/core/macro'
import { Select, TextInput } from '@mantine/core'
import { issuesAt } from '../api/api-problem.ts'
import { Note } from './note.tsx'
import { localTimeIn, momentOf, timeZones, type ZonedMoment, zonedWords, zoneName } from './zoned-time.ts'

/** A time as clocks in a zone show it. */
export interface MomentWish {
  local: string
  zone: string
}

/** Asks when and on whose clock, and says the moment on both clocks before it is set. */
export function MomentInput({ value, onChange, problem }: { value: MomentWish; onChange: (wish: MomentWish) => void; problem: unknown }) {
  const { local, zone } = value
  return (
    <>
      <TextInput
        type="datetime-local"
        label={t`When`}
        data-autofocus
        value={local}
        error={issuesAt(problem, '/at')[0] ?? issuesAt(problem, '/publishAt')[0]}
        onChange={({ currentTarget }) => onChange({ zone, local: currentTarget.value })}
      />
      <Select
        label={t`Time zone`}
        searchable
        data={timeZones()}
        value={zone}
        error={issuesAt(problem, '/timeZone')[0]}
        onChange={(name) => onChange({ local, zone: name ?? zone })}
      />
      <Said moment={momentOf(local, zone)} zone={zone} />
    </>
  )
}

function Said({ moment, zone }: { moment: ZonedMoment | null; zone: string }) {
  if (moment === null) return <p className="verso-dimmed">{t`Choose a date and a time.`}</p>
  const words = zonedWords(moment.at, zone)
  if (moment.clock === 'skipped')
    return <Note tone="warn" title={t`Clocks in ${zoneName(zone)} skip this time.`}>{t`It will happen on ${words}.`}</Note>
  if (moment.clock === 'twice')
    return <Note tone="warn" title={t`Clocks in ${zoneName(zone)} show this time twice.`}>{t`It will happen at the first: ${words}.`}</Note>
  return <p>{t`${words}. What is saved by then goes out, with the rights that you have then.`}</p>
}

/** Tomorrow at nine: what most people want, and a time that is surely to come. */
export function nextMorning(zone: string): string {
  return `${localTimeIn(zone, new Date(Date.now() + 24 * 3_600_000)).slice(0, 10)}T09:00`
}
