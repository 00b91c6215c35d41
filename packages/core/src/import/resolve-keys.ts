/** The ids that stand for the keys of one import. */
export interface ImportIds {
  entries: ReadonlyMap<string, string>
  media: ReadonlyMap<string, string>
}

const prefix = 'key:'

/** Puts ids in place of `key:…` wherever a reference or file is named, also inside rich text. Unknown keys are collected. */
export function resolveKeys(value: unknown, ids: ImportIds, unknown: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveKeys(item, ids, unknown))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolveMember(name, member, { ids, unknown })]))
}

/** The id that is meant by `key:…`, or what was given: then it is an id itself. */
export function idOfKey(text: string, table: ReadonlyMap<string, string>): string {
  return (text.startsWith(prefix) ? table.get(text.slice(prefix.length)) : undefined) ?? text
}

function resolveMember(name: string, member: unknown, { ids, unknown }: { ids: ImportIds; unknown: string[] }): unknown {
  const table = name === '_ref' ? ids.entries : name === '_media' ? ids.media : null
  if (table === null || typeof member !== 'string' || !member.startsWith(prefix)) return resolveKeys(member, ids, unknown)
  const key = member.slice(prefix.length)
  const id = table.get(key)
  if (id === undefined) unknown.push(key)
  return id ?? member
}
