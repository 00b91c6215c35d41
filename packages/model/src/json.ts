export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** A JSON Schema (2020-12) object. */
export type JsonSchema = { [keyword: string]: Json }
