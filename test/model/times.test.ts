import { parseDate, parseDatetime } from '@verso/model'
import fc from 'fast-check'
import t from 'tap'

const between = { min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true }

t.test('a moment written with any offset is the same moment in UTC', async () => {
  const offset = fc.integer({ min: -(23 * 60 + 59), max: 23 * 60 + 59 })
  fc.assert(
    fc.property(fc.date(between), offset, (moment, minutes) => {
      const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, -1)
      const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) => String(part).padStart(2, '0'))
      return parseDatetime(`${local}${minutes < 0 ? '-' : '+'}${hours}:${rest}`) === moment.toISOString()
    }),
  )
})

t.test('stored moments sort as texts in the order of time', async () => {
  fc.assert(
    fc.property(fc.date(between), fc.date(between), (one, other) => {
      const [first, second] = [parseDatetime(one.toISOString()) ?? '', parseDatetime(other.toISOString()) ?? '']
      return first < second === one.getTime() < other.getTime()
    }),
  )
})

t.test('a date is one of the calendar exactly when JavaScript finds the same day again', async () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (year, month, day) => {
      const text = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
      const again = new Date(0)
      again.setUTCFullYear(year, month - 1, day)
      return (parseDate(text) === text) === (again.toISOString().slice(0, 10) === text)
    }),
  )
})
