import { hasForbiddenCharacter, type Issue, isImageCrop, isImagePoint, isPlainObject, isUuid, jsonPointer } from '@verso/model'
import { isSafeAddress, isSafeLink } from './safe-url.ts'
import type { MemberKind, ObjectRule } from './schema.ts'

/** Faults of the members of a mark or an object, `_type` and `_key` apart. */
export function validateMembers(
  object: Record<string, unknown>,
  { rule, known }: { rule: ObjectRule; known: string[] },
  path: string,
): Issue[] {
  const faults = Object.entries(rule).flatMap(([name, { kind, required }]) => {
    const value = object[name]
    if (value !== undefined) return checks[kind](value, path + jsonPointer(name))
    return required === true ? [fault('required', 'This is missing', path + jsonPointer(name))] : []
  })
  return [...unknownMembers(object, known, path), ...faults]
}

export function unknownMembers(object: Record<string, unknown>, known: readonly string[], path: string): Issue[] {
  return Object.keys(object)
    .filter((name) => name !== '_type' && name !== '_key' && !known.includes(name))
    .map((name) =>
      fault('unknown_member', `Nothing of this name can stand here; known are: ${known.join(', ') || 'none'}`, path + jsonPointer(name)),
    )
}

/** Text that can be stored: no U+0000, no half of a surrogate pair. */
export function validateText(value: unknown, path: string): Issue[] {
  if (typeof value !== 'string') return [fault('wrong_type', 'This must be text', path)]
  return hasForbiddenCharacter(value) ? [fault('forbidden_character', 'The text holds a character that can’t be stored', path)] : []
}

const checks: Record<MemberKind, (value: unknown, path: string) => Issue[]> = {
  text: validateText,
  line: (value, path) =>
    typeof value === 'string' && /[\r\n]/.test(value) ? [fault('wrong_format', 'This must be one line', path)] : validateText(value, path),
  link: (value, path) => validateUrl(value, isSafeLink, path),
  address: (value, path) => validateUrl(value, isSafeAddress, path),
  entry: (value, path) => validateId(value, '_ref', { path }),
  media: validateMedia,
  count: (value, path) =>
    Number.isSafeInteger(value) && Number(value) >= 0 ? [] : [fault('wrong_type', 'This must be a whole number from 0', path)],
  rows: (value, path) => (Array.isArray(value) ? [] : [fault('wrong_type', 'This must be a list of rows', path)]),
}

function validateUrl(value: unknown, isSafe: (url: string) => boolean, path: string): Issue[] {
  const faults = validateText(value, path)
  if (faults.length > 0 || typeof value !== 'string') return faults
  return isSafe(value) ? [] : [fault('wrong_format', 'This address is not allowed; use one that begins with https://', path)]
}

/** A pointer at an entry or a file. `_type` comes with what was read and may be sent back. */
function validateId(value: unknown, name: '_ref' | '_media', { path, more = [] }: { path: string; more?: string[] }): Issue[] {
  if (!isPlainObject(value)) return [fault('wrong_type', `This must be an object such as { "${name}": "<id>" }`, path)]
  const id = value[name]
  if (typeof id !== 'string' || !isUuid(id)) return [fault('wrong_format', 'This must be an id', path + jsonPointer(name))]
  return unknownMembers(value, [name, ...more], path)
}

/** A file, with what this place says of a picture. */
function validateMedia(value: unknown, path: string): Issue[] {
  const faults = validateId(value, '_media', { path, more: ['focalPoint', 'crop'] })
  const { focalPoint = null, crop = null } = isPlainObject(value) ? value : {}
  if (focalPoint !== null && !isImagePoint(focalPoint))
    faults.push(fault('wrong_format', 'This must be { x, y }, from 0 to 1', `${path}/focalPoint`))
  if (crop !== null && !isImageCrop(crop)) faults.push(fault('wrong_format', 'This must be a part of the picture', `${path}/crop`))
  return faults
}

function fault(code: Issue['code'], message: string, path: string): Issue {
  return { path, code, message }
}
