import { type ContentType, componentTypesOf, type Field, isItemList } from '@verso/model'
import type { Refusal, RefusalIssue } from '../refusal.ts'
import type { PreflightIssue } from './preflight.ts'

/** The faults for which an action is refused; where it has none of its own, the refusal as one about the whole. */
export function issuesOf(refusal: Refusal, type: ContentType | null): PreflightIssue[] {
  if (refusal.issues.length === 0) return [{ severity: 'error', path: '', code: refusal.code, message: refusal.message }]
  return refusal.issues.map((issue) => preflightIssue(issue, type))
}

function preflightIssue({ path = '', locale, code, message }: RefusalIssue, type: ContentType | null): PreflightIssue {
  const about = locale ?? (type === null ? undefined : localeIn(type, path))
  return { severity: 'error', path, ...(about === undefined ? {} : { locale: about }), code, message }
}

/** The language that a path below `fields` goes through, if it does. */
export function localeIn(type: ContentType, path: string): string | undefined {
  const [, start, ...segments] = path.split('/')
  return start === 'fields' ? localeBelow(type.fields, segments) : undefined
}

function localeBelow(fields: readonly Field[], [name, ...segments]: readonly string[]): string | undefined {
  const field = fields.find((candidate) => candidate.name === name)
  if (field === undefined) return undefined
  if (field.localized === true) return segments[0]
  const inner = componentTypesOf(field).flatMap((type) => type.fields)
  return localeBelow(inner, isItemList(field) ? segments.slice(1) : segments)
}
