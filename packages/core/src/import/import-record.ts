import { createHash } from 'node:crypto'
import { canonicalJson } from '@verso/model'

/** One thing to import. References are `{ _ref: 'key:<key>' }`, files `{ _media: 'key:<key>' }`; both may lead forward. */
export interface ImportRecord {
  key: string
  type: string
  fields: Record<string, unknown>
  /** In a tree the entry to stand below, as `key:<key>` or by id; its record came before, or is in the same batch. Null for the root. */
  parent?: string | null
  /** True for every language that there is something in. */
  publish?: boolean | readonly string[]
  note?: string
}

/** What becomes public of a record; null where nothing does. */
export function localesToImport({ publish }: ImportRecord): { locales?: readonly string[] } | null {
  if (publish === true) return {}
  return Array.isArray(publish) && publish.length > 0 ? { locales: publish } : null
}

/** Tells whether a record is the one that was imported before. */
export function recordHash({ type, fields, publish = false, ...record }: ImportRecord): string {
  const said = { type, fields, publish, ...('parent' in record ? { parent: record.parent } : {}) }
  return createHash('sha256').update(canonicalJson(said)).digest('hex')
}
