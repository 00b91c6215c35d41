import { Refusal } from '@verso/core'

/** `true` or `false`; the latter when it wasn't sent. */
export function flagOf(parameters: Record<string, string>, name: string): boolean {
  const text = parameters[name]
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  throw new Refusal('invalid_query', `"${name}" is wrong`, {
    issues: [{ parameter: name, code: 'not_in_options', message: 'true or false' }],
  })
}
