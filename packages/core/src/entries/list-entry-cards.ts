import type { EntryRow, MediaRow } from '@verso/data'
import { type Content, contentForLocale, type ContentType, isUuid, type Json, type Locale, localeChain } from '@verso/model'
import { authoriseKind, may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readableEntry } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { typeOfEntry } from './entry-detail.ts'
import { type EntryStatus, entryStatus } from './entry-status.ts'
import { defaultLocale, entryTitle } from './entry-title.ts'

export interface EntryCard {
  id: string
  typeName: string
  title: string
  status: EntryStatus
  /** Locales in which it is published. */
  locales: string[]
  /** The first picture that it holds. */
  thumbnail: MediaRow | null
}

const maxCards = 100

/** Entries in short, in the order asked for; null for those that the asker may not know of. */
export async function listEntryCards(ctx: Context, ids: readonly string[]): Promise<{ id: string; card: EntryCard | null }[]> {
  authoriseKind(ctx.actor, 'read')
  if (ids.length === 0 || ids.length > maxCards) {
    throw new Refusal('invalid_query', 'Name up to 100 entries', {
      issues: [{ parameter: 'ids', code: 'invalid', message: `Between 1 and ${maxCards} ids, separated by commas` }],
    })
  }
  const known = [...new Set(ids)].filter(isUuid)
  const rows = known.length === 0 ? [] : await ctx.store.entries.findMany(known)
  const cards = await cardsOf(
    ctx,
    rows.filter((row) => may(ctx.actor, 'read', row)),
  )
  return ids.map((id) => ({ id, card: cards.get(id) ?? null }))
}

/** Entries in short, by id, of rows that the asker may read. */
export async function cardsOf(ctx: Context, rows: readonly EntryRow[]): Promise<Map<string, EntryCard>> {
  const model = await ctx.model()
  const { locales } = model
  const typed = rows.map((row) => ({ row, ...readableEntry(ctx.actor, typeOfEntry(model, row), row) }))
  const mediaIds = [...new Set(typed.flatMap(({ type, content }) => mediaOf(type, content, locales)))]
  const media = new Map((mediaIds.length === 0 ? [] : await ctx.store.media.findMany(mediaIds)).map((row) => [row.id, row]))
  return new Map(
    typed.map(({ row, type, content }) => {
      const pictures = mediaOf(type, content, locales).flatMap((id) => media.get(id) ?? [])
      const thumbnail = pictures.find((picture) => picture.mimeType.startsWith('image/')) ?? null
      return [
        row.id,
        {
          id: row.id,
          typeName: type.name,
          title: entryTitle(type, content, locales),
          status: entryStatus(row),
          locales: row.publications.map((head) => head.locale),
          thumbnail,
        },
      ]
    }),
  )
}

function mediaOf(type: ContentType, content: Content, locales: Locale[]): string[] {
  const flat = contentForLocale(type, content, localeChain(locales, defaultLocale(locales)))
  return type.fields.filter((field) => field.kind === 'media').flatMap((field) => mediaIds(flat[field.id]))
}

function mediaIds(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(mediaIds)
  return typeof value === 'object' && value !== null && typeof value._media === 'string' ? [value._media] : []
}
