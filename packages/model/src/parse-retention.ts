import type { Retention } from './content-type.ts'
import type { IssueList } from './issue-list.ts'
import { refuseUnknownMembers } from './parse-members.ts'
import { isPlainObject } from './plain-object.ts'

/** Far more than anybody keeps, and still a number that dates and databases can count back by. */
const most = { revisions: 1_000_000, days: 36_500 } as const

/** How much history is kept; null, absent and a rule without members keep all of it. */
export function parseRetention(value: unknown, list: IssueList): Retention | undefined {
  if (value === undefined || value === null) return undefined
  if (!isPlainObject(value)) return list.add('', 'wrong_type', 'Retention is an object with revisions, days or both')
  refuseUnknownMembers(value, Object.keys(most), list)
  const [revisions, days] = [parseCount(value, 'revisions', list), parseCount(value, 'days', list)]
  if (revisions === undefined && days === undefined) return undefined
  return { ...(revisions === undefined ? {} : { revisions }), ...(days === undefined ? {} : { days }) }
}

function parseCount(input: Record<string, unknown>, name: keyof typeof most, list: IssueList): number | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  const message = `This must be a whole number from 1 to ${most[name]}`
  if (typeof value !== 'number' || !Number.isInteger(value)) return list.add(`/${name}`, 'wrong_type', message)
  if (value < 1) return list.add(`/${name}`, 'too_small', message)
  return value > most[name] ? list.add(`/${name}`, 'too_large', message) : value
}
