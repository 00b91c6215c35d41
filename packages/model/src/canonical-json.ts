import { ownMember } from './plain-object.ts'

/** JSON with sorted members and no spaces: equal values give equal texts, whatever the order in which they were written. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const source = value as Record<string, unknown>
  const members = Object.keys(source)
    .sort()
    .filter((name) => ownMember(source, name) !== undefined)
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonicalJson(ownMember(source, name))}`).join(',')}}`
}
