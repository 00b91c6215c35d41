import { forbiddenCharacterMessage, hasForbiddenCharacter } from '../characters.ts'
import type { Parsed } from '../field-kind.ts'
import type { Issue, IssueCode } from '../issue.ts'

/** One fault at the value itself, or at a place inside it. */
export function fault(code: IssueCode, message: string, path = ''): Issue {
  return { path, code, message }
}

export function refused(code: IssueCode, message: string, path = ''): Parsed {
  return { issues: [fault(code, message, path)] }
}

/** A text that can be stored, of at most `max` in the measure that `count` takes. */
export function parseString(value: unknown, limit: { max: number; unit: 'characters' | 'bytes'; count: (text: string) => number }): Parsed {
  if (typeof value !== 'string') return refused('wrong_type', 'This must be a text')
  if (hasForbiddenCharacter(value)) return refused('forbidden_character', forbiddenCharacterMessage)
  // A text of n UTF-16 units never counts less than n / 2 characters or n bytes: what is far too long needs no counting.
  if (value.length > limit.max * 2 || limit.count(value) > limit.max) {
    return refused('too_long', `This text is too long: at most ${limit.max.toLocaleString('en')} ${limit.unit}`)
  }
  return { value }
}
