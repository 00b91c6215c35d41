import type { ContentType, Field } from '@verso/model'

/** What a field of an object type asks the content for; what isn't listed is a part of what stands above it. */
export type Meaning =
  /** A value of an entry or component, by the name that readers may select it by. */
  | { kind: 'value'; name: string }
  | { kind: 'richText'; name: string }
  | { kind: 'reference'; name: string; isMany: boolean }
  /** The entries that stand in a rich text. */
  | { kind: 'words'; name: string }
  | { kind: 'component'; name: string }
  | { kind: 'blocks'; name: string }
  /** What only a search gives. */
  | { kind: 'found'; name: '_score' | '_highlights' }
  /** A field of the root. */
  | { kind: 'root'; type: ContentType; read: 'one' | 'single' | 'list' }
  /** A field of the root that is about entries of whichever types, and the entry at a path. */
  | { kind: 'across'; read: 'entries' | 'path' }
  | { kind: 'entry' }
  /** What leads from a list to its entries, and is no part of their content. */
  | { kind: 'plumbing' }
  | { kind: 'total' }
  /** Counts of values, and figures, of all that a list is about. */
  | { kind: 'facets' }
  | { kind: 'figures' }

/** The meaning of each field, by type and name. */
export interface Meanings {
  set: (typeName: string, fieldName: string, meaning: Meaning) => void
  get: (typeName: string, fieldName: string) => Meaning | undefined
}

export function createMeanings(): Meanings {
  const meanings = new Map<string, Meaning>()
  return {
    set: (typeName, fieldName, meaning) => meanings.set(`${typeName}.${fieldName}`, meaning),
    get: (typeName, fieldName) => meanings.get(`${typeName}.${fieldName}`),
  }
}

export function meaningOf({ kind, name, many }: Field): Meaning {
  switch (kind) {
    case 'richText':
    case 'component':
    case 'blocks':
      return { kind, name }
    case 'reference':
      return { kind, name, isMany: many === true }
    default:
      return { kind: 'value', name }
  }
}
