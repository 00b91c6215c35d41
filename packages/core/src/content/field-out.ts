import type { Field } from '@verso/model'
import type { Includes, NestedOut } from './render-nested.ts'

/** A field as it comes out, and how it is loaded. */
export interface FieldOut {
  field: Field
  /** `"name":` as JSON text; after a rename for a while also the name before. */
  labels: string[]
  /** How a reference is loaded, by each way that leads to the entry: nearly always one. */
  includes: Includes
  /** For components and blocks, what is given and loaded inside. */
  nested: NestedOut | null
}
