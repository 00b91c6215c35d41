import { type ImageUse, imageUseOf, isPlainObject } from '@verso/model'

export interface ResolvedMedia {
  url: string
  alt?: string | null
  caption?: string | null
  width?: number | null
  height?: number | null
}

export interface ResolvedEntry {
  /** Null where the entry has no address of its own. */
  href: string | null
  /** What an entry among the words is shown as. */
  title?: string | null
}

/**
 * Where things that a rich text refers to are. Null: not there for this reader; the words stay, the link goes. Without a resolver
 * nothing is known about them, and their ids stay.
 */
export interface ResolveOptions {
  entry?: (id: string) => ResolvedEntry | null
  media?: (id: string, use: ImageUse) => ResolvedMedia | null
}

/** The id that a pointer at an entry holds. */
export function entryIdOf(reference: unknown): string | null {
  const isReference = typeof reference === 'object' && reference !== null && '_ref' in reference
  return isReference && typeof reference._ref === 'string' ? reference._ref : null
}

/** The entry that a pointer leads to; null where there is none, or not for this reader. */
export function resolveEntry(reference: unknown, { entry }: ResolveOptions): ResolvedEntry | null {
  const id = entryIdOf(reference)
  if (id === null) return null
  return entry === undefined ? { href: null } : entry(id)
}

/** The file that a pointer names, and where it is as this place shows it: null where it isn't there for this reader. */
export function resolveMedia(pointer: unknown, { media }: ResolveOptions): { id: string | null; file: ResolvedMedia | null } {
  if (!isPlainObject(pointer) || typeof pointer._media !== 'string') return { id: null, file: null }
  return { id: pointer._media, file: media?.(pointer._media, imageUseOf(pointer)) ?? null }
}
