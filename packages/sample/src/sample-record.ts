/** An entry of the magazine, as an import takes it: references are `key:<key of a record>`, files `key:<key of a picture>`. */
export interface SampleRecord {
  key: string
  type: string
  fields: Record<string, unknown>
  parent?: string
  publish: boolean | readonly string[]
}
