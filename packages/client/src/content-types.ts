// What the types of a site are written with. `verso types` writes them; a site may also write its own by hand.

/** The fields of each content type, by its name: an interface with a member for each. */
export type EntryTypes = object

/**
 * What a type or a component tells of itself beside its fields, under `~`: never there at run time.
 * `localized` names the fields that each language has its own value of, `whole` those that hold whole numbers.
 */
export interface About {
  localized?: string
  whole?: string
}

/** A reference that was not included. */
export interface Reference<Name extends string = string> {
  _ref: string
  _type: Name
}

/** A block of rich text as Portable Text; the kinds that Verso makes are described at `/content/v1/openapi.json`. */
export interface RichTextBlock {
  _type: string
  _key: string
  [member: string]: unknown
}

export type RichText = RichTextBlock[]

/** A component in a list: its key stays with it through every change. */
export type Item<Component extends object> = Component & { _key: string }

/** A component in a list of several kinds. */
export type Block<Name extends string, Component extends object> = Component & { _key: string; _block: Name }

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json }
