import { countCharacters, hasForbiddenCharacter, parseDate, parseDatetime } from '@verso/model'
import type { QueryIssues } from './query-issue.ts'
import type { Raw } from './raw.ts'

/** One text that isn't empty. */
export function readText(raw: Raw, { max }: { max: number }, issues: QueryIssues): string | undefined {
  const text = raw.kind === 'text' ? raw.text : raw.kind === 'scalar' ? raw.value : undefined
  if (typeof text !== 'string') return issues.add(raw.at, 'wrong_type', 'This must be one text')
  if (text === '') return issues.add(raw.at, 'malformed', 'This must not be empty')
  if (hasForbiddenCharacter(text)) return issues.add(raw.at, 'forbidden_character', 'This holds a character that no content has')
  return countCharacters(text) > max ? issues.add(raw.at, 'query_too_large', `This takes at most ${max} characters`) : text
}

/** Texts that aren't empty: with commas between, as `name[]`, or as a JSON list. */
export function readTexts(raw: Raw, { max }: { max: number }, issues: QueryIssues): string[] | undefined {
  const texts = textsOf(raw)
  if (texts === undefined) return issues.add(raw.at, 'wrong_type', 'This must be a list of texts')
  if (texts.some((text) => text === '')) return issues.add(raw.at, 'malformed', 'This must not be empty, nor hold an empty item')
  if (texts.some((text) => hasForbiddenCharacter(text)))
    return issues.add(raw.at, 'forbidden_character', 'This holds a character that no content has')
  if (new Set(texts).size < texts.length) return issues.add(raw.at, 'malformed', 'The same item is named twice')
  return texts.length > max ? issues.add(raw.at, 'query_too_large', `This takes at most ${max} items`) : texts
}

function textsOf(raw: Raw): string[] | undefined {
  if (raw.kind === 'text') return raw.text.split(',')
  if (raw.kind === 'texts') return raw.texts
  if (raw.kind === 'scalar') return typeof raw.value === 'string' ? raw.value.split(',') : undefined
  if (raw.kind === 'map') return undefined
  const texts = raw.items.flatMap((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? item.value : []))
  return texts.length === raw.items.length && texts.length > 0 ? texts : undefined
}

/** One of a few words. */
export function readChoice<T extends string>(raw: Raw, choices: readonly T[], issues: QueryIssues): T | undefined {
  const text = readText(raw, { max: 100 }, issues)
  const choice = choices.find((candidate) => candidate === text)
  if (choice !== undefined || text === undefined) return choice
  return issues.add(raw.at, 'malformed', `This must be one of ${choices.join(', ')}`)
}

export function readInteger(raw: Raw, { min, max }: { min: number; max: number }, issues: QueryIssues): number | undefined {
  const value = raw.kind === 'text' && /^\d{1,16}$/.test(raw.text) ? Number(raw.text) : raw.kind === 'scalar' ? raw.value : undefined
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return issues.add(raw.at, 'wrong_type', 'This must be a whole number')
  if (value < min || value > max) return issues.add(raw.at, 'out_of_range', `This must be from ${min} to ${max}`)
  return value
}

/** A moment with any offset, or a date, which means its midnight in UTC. */
export function readMoment(raw: Raw, issues: QueryIssues): string | undefined {
  const text = readText(raw, { max: 40 }, issues)
  if (text === undefined) return undefined
  const moment = parseDatetime(text) ?? (parseDate(text) === null ? null : parseDatetime(`${text}T00:00:00Z`))
  return moment ?? issues.add(raw.at, 'wrong_type', 'This must be a moment such as 2026-11-01T00:00:00Z, or a date')
}

export function readBoolean(raw: Raw, issues: QueryIssues): boolean | undefined {
  const value = raw.kind === 'text' ? raw.text : raw.kind === 'scalar' ? raw.value : undefined
  if (value === true || (raw.kind === 'text' && value === 'true')) return true
  if (value === false || (raw.kind === 'text' && value === 'false')) return false
  return issues.add(raw.at, 'wrong_type', 'This must be true or false')
}
