import { jsonPointer } from '@verso/model'

/** The ids that stand for the keys of one import. */
export interface ImportIds {
  entries: ReadonlyMap<string, string>
  media: ReadonlyMap<string, string>
}

/** A key that stands for nothing, and where it was named. */
export interface UnknownKey {
  path: string
  key: string
}

const prefix = 'key:'

/** Puts ids in place of `key:…` wherever a reference or file is named, also inside rich text. Unknown keys are collected. */
export function resolveKeys(value: unknown, ids: ImportIds, { path, unknown }: { path: string; unknown: UnknownKey[] }): unknown {
  if (Array.isArray(value)) return value.map((item, index) => resolveKeys(item, ids, { path: path + jsonPointer(index), unknown }))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const at = { path: path + jsonPointer(name), unknown }
      return [name, keyNamed(name, member) === null ? resolveKeys(member, ids, at) : resolveKey(name, String(member), { ids, at })]
    }),
  )
}

/** Every key that a value names, in links to entries (`_ref`) or to files (`_media`). */
export function keysNamed(value: unknown, link: '_ref' | '_media'): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysNamed(item, link))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const key = keyNamed(name, member)
    if (key === null) return keysNamed(member, link)
    return name === link ? [key] : []
  })
}

/** The id that is meant by `key:…`, or what was given: then it is an id itself. */
export function idOfKey(text: string, table: ReadonlyMap<string, string>): string {
  return (text.startsWith(prefix) ? table.get(text.slice(prefix.length)) : undefined) ?? text
}

function keyNamed(name: string, member: unknown): string | null {
  const isLink = (name === '_ref' || name === '_media') && typeof member === 'string' && member.startsWith(prefix)
  return isLink ? member.slice(prefix.length) : null
}

function resolveKey(name: string, member: string, { ids, at }: { ids: ImportIds; at: { path: string; unknown: UnknownKey[] } }): string {
  const key = member.slice(prefix.length)
  const id = (name === '_ref' ? ids.entries : ids.media).get(key)
  if (id === undefined) at.unknown.push({ path: at.path, key })
  return id ?? member
}
