import { isUuid } from '@verso/model'

// The same characters as a slug field takes; everything else becomes a hyphen.
const outside = /[^\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}_.-]+/gu
const maxLength = 180

export interface Slugs {
  /** A slug that is free in its type: the wish, or the wish with a number. */
  take: (type: string, wish: string) => string
}

export function createSlugs(): Slugs {
  const taken = new Map<string, Set<string>>()
  return {
    take(type, wish) {
      const ofType = taken.get(type) ?? new Set()
      taken.set(type, ofType)
      let slug = wish
      for (let number = 2; ofType.has(slug); number += 1) slug = `${wish}-${number}`
      ofType.add(slug)
      return slug
    },
  }
}

/** The slug of WordPress in the form that Verso stores: decoded, lower case, composed. Empty when nothing of it is left. */
export function cleanSlug(raw: string): string {
  const slug = decoded(raw)
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(outside, '-')
    .replaceAll(/[_.-]{2,}/g, (run) => (run.includes('.') ? '-' : run))
  const cut = [...slug]
    .slice(0, maxLength)
    .join('')
    .replaceAll(/^[_.-]+|[_.-]+$/g, '')
  return isUuid(cut) ? `id-${cut}` : cut
}

/** Exports write letters outside of ASCII as `%ce%b5`; one that isn't valid stays as it is. */
function decoded(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}
