import type { MediaRow } from '@verso/data'
import { contentLeaves, type Json, localeChain, namedPath } from '@verso/model'
import type { RefusalIssue } from '../refusal.ts'
import type { PlannedAct } from './reader-act.ts'

type Pictures = ReadonlyMap<string, Pick<MediaRow, 'mimeType' | 'alt'>>

/** Pictures of a publication that nobody could be told of who can't see them, where a field asks for words: neither the use nor the file has any in its language. */
export function missingAltTexts({ inHand, publications }: PlannedAct, media: Pictures): RefusalIssue[] {
  const { type, entry, locales } = inHand
  if (publications.length === 0) return []
  const uses = contentLeaves(type, entry.content).filter(({ field }) => field.kind === 'media' && field.altRequired === true)
  return publications.flatMap(({ locale }) => {
    const chain = localeChain(locales, locale)
    return uses
      .filter((use) => use.locale === null || use.locale === locale)
      .flatMap(({ value, field, ...place }) =>
        [value].flat().flatMap((use: Json, index): RefusalIssue[] => {
          if (!isWordless(use, { media, chain })) return []
          const path = `${namedPath(type, place)}${field.many === true ? `/${index}` : ''}/alt`
          return [{ path, code: 'alt_required', message: `${field.label} needs words for those who can't see it`, locale }]
        }),
      )
  })
}

function isWordless(use: Json, { media, chain }: { media: Pictures; chain: string[] }): boolean {
  if (use === null || typeof use !== 'object' || Array.isArray(use)) return false
  const file = typeof use._media === 'string' ? media.get(use._media) : undefined
  if (file === undefined || !file.mimeType.startsWith('image/')) return false
  if (typeof use.alt === 'string' && use.alt.trim() !== '') return false
  return !chain.some((code) => (file.alt[code] ?? '').trim() !== '')
}
