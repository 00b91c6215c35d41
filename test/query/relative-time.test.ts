import t from 'tap'
import { ask, now, planOf } from './ask.ts'

const moment = (text: string, at = now) => {
  const where = planOf(`filter[at][gt]=${encodeURIComponent(text)}`, { now: at }).where
  return where?.kind === 'compare' ? where.operand : null
}

t.test('a relative time is counted from now, months and years by the calendar', async (t) => {
  const cases: [string, string][] = [
    ['now', '2026-03-31T12:00:00.000Z'],
    ['now-30s', '2026-03-31T11:59:30.000Z'],
    ['now+90m', '2026-03-31T13:30:00.000Z'],
    ['now-12h', '2026-03-31T00:00:00.000Z'],
    ['now-31d', '2026-02-28T12:00:00.000Z'],
    ['now+1w', '2026-04-07T12:00:00.000Z'],
    ['now-1M', '2026-02-28T12:00:00.000Z'],
    ['now-2M', '2026-01-31T12:00:00.000Z'],
    ['now-4M', '2025-11-30T12:00:00.000Z'],
    ['now+11M', '2027-02-28T12:00:00.000Z'],
    ['now-1y', '2025-03-31T12:00:00.000Z'],
    ['now+0d', '2026-03-31T12:00:00.000Z'],
  ]
  for (const [text, expected] of cases) t.equal(moment(text), expected, text)
  t.equal(moment('now+4y', new Date('2024-02-29T00:00:00Z')), '2028-02-29T00:00:00.000Z')
  t.equal(moment('now+1y', new Date('2024-02-29T00:00:00Z')), '2025-02-28T00:00:00.000Z')
})

t.test('what is no relative time, or leaves the calendar, is refused', async (t) => {
  for (const text of [
    'now-',
    'now-7',
    'now-7x',
    'now7d',
    'now--7d',
    'now-7d-1h',
    'now -7d',
    'now-1.5d',
    'NOW',
    'now-123456s',
    'now+99999y',
    'now-2026y',
    'now-99999M',
  ]) {
    t.match(ask(`filter[at][gt]=${encodeURIComponent(text)}`).issues, [{ code: 'wrong_type' }], text)
  }
})
