import type { Json } from './json.ts'

/** All values of an entry by field id; a localised field holds a map by locale. What has no value is absent, never null. */
export type Content = Record<string, Json>

/** What a save changes, by field id: null clears; in the map of a localised field, null clears that locale. */
export type PartialContent = Record<string, Json>

/** The values of one locale by field id; what has no value is absent. */
export type FlatContent = Record<string, Json>
