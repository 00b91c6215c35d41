import type { RefusalIssue } from '../refusal.ts'

const maxHeaders = 20
const maxValue = 4_096
const name = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/
const value = /^[\x20-\x7e]*$/
/** What a request says of itself, and what receivers go by. */
const reserved = /^(host|content-.*|transfer-encoding|connection|cookie|webhook-.*|te|trailer|upgrade|expect|keep-alive|proxy-.*)$/i

/** What is wrong with headers that are to be sent along. */
export function headerFaults(headers: Record<string, string>): RefusalIssue[] {
  const names = Object.keys(headers)
  const issues = names.flatMap((one): RefusalIssue[] => {
    const path = `/headers/${one.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (!name.test(one)) return [{ path, code: 'wrong_format', message: 'This is no name of a header' }]
    if (reserved.test(one)) return [{ path, code: 'reserved', message: `The header "${one}" is set by Verso alone` }]
    const text = headers[one] ?? ''
    const isFit = value.test(text) && text.length <= maxValue
    return isFit ? [] : [{ path, code: 'wrong_format', message: 'A header holds visible ASCII characters' }]
  })
  const isTwice = new Set(names.map((one) => one.toLowerCase())).size < names.length
  if (isTwice) issues.push({ path: '/headers', code: 'duplicate_name', message: 'A header is there once' })
  if (names.length > maxHeaders) issues.push({ path: '/headers', code: 'too_many', message: `At most ${maxHeaders} headers` })
  return issues
}
