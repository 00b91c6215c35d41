/** One thing to import. References are `{ _ref: 'key:<key>' }`, files `{ _media: 'key:<key>' }`; both may lead forward. */
export interface ImportRecord {
  key: string
  type: string
  fields: Record<string, unknown>
  /** In a tree the entry to stand below, as `key:<key>` or by id; its record came before, or is in the same batch. Null for the root. */
  parent?: string | null
  publish?: boolean
  note?: string
}
