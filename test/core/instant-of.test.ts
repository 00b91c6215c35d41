import fc from 'fast-check'
import t from 'tap'
import { instantOf } from '../../packages/core/src/schedules/instant-of.ts'

const at = (text: string, zone?: string) => {
  const found = instantOf(text, zone)
  return found.fault === undefined ? found.at.toISOString().replace(':00.000Z', 'Z') : `${found.fault.path} ${found.fault.code}`
}

t.test('a local time in a named zone is the instant that the clocks there show', async (t) => {
  const cases: [local: string, zone: string, instant: string][] = [
    ['2026-12-01T09:00', 'Europe/Berlin', '2026-12-01T08:00Z'],
    ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00Z'],
    // Clocks go forward: 02:00 to 03:00 is skipped.
    ['2027-03-28T01:59', 'Europe/Berlin', '2027-03-28T00:59Z'],
    ['2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30Z'],
    ['2027-03-28T03:00', 'Europe/Berlin', '2027-03-28T01:00Z'],
    // Clocks go back: 02:00 to 03:00 comes twice.
    ['2026-10-25T01:59', 'Europe/Berlin', '2026-10-24T23:59Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30Z'],
    ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00Z'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30Z'],
    ['2026-11-01T02:00', 'America/New_York', '2026-11-01T07:00Z'],
    ['2026-01-15T09:00', 'Asia/Kolkata', '2026-01-15T03:30Z'],
    ['2026-01-15T09:00', 'Asia/Kathmandu', '2026-01-15T03:15Z'],
    // Half an hour of summer time.
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45Z'],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45Z'],
    // A whole day that was left out: 30 December 2011.
    ['2011-12-29T23:59', 'Pacific/Apia', '2011-12-30T09:59Z'],
    ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00Z'],
    ['2011-12-31T00:00', 'Pacific/Apia', '2011-12-30T10:00Z'],
    ['2026-06-01T00:00', 'Pacific/Apia', '2026-05-31T11:00Z'],
    ['2026-06-01T00:00', 'Pacific/Kiritimati', '2026-05-31T10:00Z'],
    ['2026-06-01T12:00', 'Pacific/Niue', '2026-06-01T23:00Z'],
    ['2026-06-01T12:00', 'UTC', '2026-06-01T12:00Z'],
    ['2026-06-01T12:00', 'Etc/GMT+5', '2026-06-01T17:00Z'],
  ]
  for (const [local, zone, instant] of cases) t.equal(at(local, zone), instant, `${local} ${zone}`)
})

t.test('a time with an offset needs no zone', async (t) => {
  t.equal(at('2026-12-01T09:00+01:00'), '2026-12-01T08:00Z')
  t.equal(at('2026-12-01T09:00:30.5Z'), '2026-12-01T09:00:30.500Z')
  t.equal(at('2026-12-01T00:00-03:30'), '2026-12-01T03:30Z')
})

t.test('what is no time, or says two things, is told where', async (t) => {
  const wrong: [text: string, zone: string | undefined, fault: string][] = [
    ['2026-12-01T09:00', undefined, '/timeZone required'],
    ['2026-12-01T09:00Z', 'Europe/Berlin', '/timeZone not_both'],
    ['2026-12-01T09:00', 'Europe/Atlantis', '/timeZone unknown_time_zone'],
    ['2026-12-01T09:00', '+01:00', '/timeZone unknown_time_zone'],
    ['2026-12-01T09:00', '', '/timeZone unknown_time_zone'],
    ['2026-12-01', 'Europe/Berlin', '/at invalid'],
    ['2026-02-29T09:00', 'Europe/Berlin', '/at invalid'],
    ['2026-13-01T09:00', 'Europe/Berlin', '/at invalid'],
    ['2026-12-01T24:00', 'Europe/Berlin', '/at invalid'],
    ['2026-12-01T09:60', 'Europe/Berlin', '/at invalid'],
    ['0000-12-01T09:00', 'Europe/Berlin', '/at invalid'],
    ['tomorrow', 'Europe/Berlin', '/at invalid'],
    ['9999-12-31T23:59-05:00', undefined, '/at invalid'],
    ['2026-12-01T09:00+99:00', undefined, '/at invalid'],
  ]
  for (const [text, zone, fault] of wrong) t.equal(at(text, zone), fault, `${text} ${zone}`)
})

t.test('law: what the clocks of a zone show at an instant leads back to it, but for the second time of what comes twice', async (t) => {
  const zones = ['Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC']
  const seconds = fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2045, 0, 1) / 1000 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), seconds, (timeZone, second) => {
      const shown = new Date(second * 1000).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')
      const found = instantOf(shown, timeZone)
      if (found.fault !== undefined) return false
      const again = found.at.toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')
      const laterMs = second * 1000 - found.at.getTime()
      return again === shown && laterMs >= 0 && laterMs <= 2 * 3_600_000
    }),
    { numRuns: 2_000 },
  )
  t.pass()
})
