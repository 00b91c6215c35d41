import { isPlainObject, isUuid } from '@verso/model'
import type { RefusalIssue } from '../refusal.ts'
import type { ImportRecord } from './import-record.ts'

/** One line of what somebody loads: its number, counted from 1, and its JSON, or why it is none. */
export interface ImportLine {
  number: number
  value?: unknown
  issues?: readonly RefusalIssue[]
}

/** What a line says, besides what it is called by. */
export interface LineRecord extends Omit<ImportRecord, 'key'> {
  /** The key or the id; null where the line has none. */
  name: string | null
}

const members = ['type', 'fields', 'parent', 'publish']

/** The record of a line, or every fault of its shape. `naming` is the member that it is called by: an id may be absent, a key may not. */
export function readImportLine(
  { value, issues }: ImportLine,
  naming: 'id' | 'key',
): { record: LineRecord; issues?: never } | { record?: never; issues: readonly RefusalIssue[] } {
  if (issues !== undefined) return { issues }
  if (!isPlainObject(value)) return { issues: [wrongType('', 'A line is a JSON object')] }
  const unknown = Object.keys(value).filter((name) => name !== naming && !members.includes(name))
  const faults = [
    ...unknown.map((name) => ({ path: `/${name}`, code: 'unknown_member', message: `A line has no member "${name}"` })),
    ...faultsOf(value, naming),
  ]
  if (faults.length > 0) return { issues: faults }
  const { [naming]: name, type, fields, parent, publish } = value
  return {
    record: {
      name: typeof name === 'string' ? name : null,
      type: String(type),
      fields: fields as Record<string, unknown>,
      ...(parent === undefined ? {} : { parent: parent as string | null }),
      ...(publish === undefined ? {} : { publish: publish as boolean | string[] }),
    },
  }
}

function faultsOf(line: Record<string, unknown>, naming: 'id' | 'key'): RefusalIssue[] {
  const { [naming]: name, type, fields, parent, publish } = line
  const isNamed = naming === 'id' ? name === undefined || (typeof name === 'string' && isUuid(name)) : isKey(name)
  return [
    ...(isNamed ? [] : [naming === 'id' ? wrongType('/id', 'An id is a UUID in lower case') : noKey(name)]),
    ...(typeof type === 'string' ? [] : [missingOr(type, '/type', 'The type is said by its name')]),
    ...(isPlainObject(fields) ? [] : [missingOr(fields, '/fields', 'Fields are an object by name')]),
    ...(parent === undefined || parent === null || typeof parent === 'string' ? [] : [wrongType('/parent', 'A parent is an id, or null')]),
    ...(isPublish(publish) ? [] : [wrongType('/publish', 'What to publish is a list of languages, or true for all')]),
  ]
}

function isKey(name: unknown): boolean {
  return typeof name === 'string' && name !== '' && name.length <= 500
}

function isPublish(publish: unknown): boolean {
  if (publish === undefined || typeof publish === 'boolean') return true
  return Array.isArray(publish) && publish.every((code) => typeof code === 'string')
}

function noKey(name: unknown): RefusalIssue {
  return missingOr(name, '/key', 'A key is a text of 1 to 500 characters')
}

function missingOr(value: unknown, path: string, message: string): RefusalIssue {
  return value === undefined ? { path, code: 'required', message } : wrongType(path, message)
}

function wrongType(path: string, message: string): RefusalIssue {
  return { path, code: 'wrong_type', message }
}
