import type { MediaRow, SeenTypes, UserRow } from '@verso/data'
import { type ContentType, isUuid, type Model } from '@verso/model'
import { may, mayManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { cardsOf, type EntryCard } from '../entries/list-entry-cards.ts'
import { fileRights, mayReadMedia } from '../media/media-rights.ts'
import { Refusal } from '../refusal.ts'
import { seenDrafts } from '../rights/row-rights.ts'
import { visibleModel } from '../types/visible-model.ts'

/** What a text was found in, the best first; of each kind at most as many as were asked for. */
export interface Found {
  entries: EntryCard[]
  media: MediaRow[]
  users: UserRow[]
  types: ContentType[]
}

interface Sought {
  text: string
  limit: number
}

const missing = {
  issues: [{ parameter: 'q', code: 'required', message: 'A text of 1 to 200 characters' }],
}

/** One search over drafts, files, people and types, as far as the actor may read them: of the rest it can't even be told that it is there. */
export async function searchAll(ctx: Context, { text, limit }: { text: string | null; limit: number }): Promise<Found> {
  const model = await ctx.store.models.current()
  const seen = seenDrafts(ctx.actor, model, ctx.now())
  const seesMedia = mayReadMedia(ctx.actor)
  const seesUsers = mayManage(ctx.actor, 'users')
  if (seen.typeIds.length === 0 && !seesMedia && !seesUsers) throw new Refusal('not_allowed', 'There is nothing here that you may search')
  if (text === null) throw new Refusal('invalid_query', 'Say what to search for', missing)
  const sought = { text, limit }
  const [entries, media, users] = await Promise.all([
    findEntries(ctx, model, { ...sought, seen }),
    seesMedia ? findMedia(ctx, sought) : [],
    seesUsers ? findUsers(ctx, sought) : [],
  ])
  return { entries, media, users, types: findTypes(visibleModel(ctx.actor, model), sought) }
}

async function findEntries(ctx: Context, { locales }: Model, { text, limit, seen }: Sought & { seen: SeenTypes }): Promise<EntryCard[]> {
  if (seen.typeIds.length === 0) return []
  const languages = locales.map(({ code }) => code)
  const ids = isUuid(text) ? [text] : await ctx.store.interfaceSearch.entries(text, { ...seen, locales: languages, limit })
  const rows = ids.length === 0 ? [] : await ctx.store.entries.findMany(ids)
  const cards = await cardsOf(
    ctx,
    rows.filter((row) => row.trashedAt === null && may(ctx.actor, 'read', row)),
  )
  return ids.flatMap((id) => cards.get(id) ?? [])
}

async function findMedia({ actor, store }: Context, { text, limit }: Sought): Promise<MediaRow[]> {
  const rights = await fileRights(actor, store)
  const ids = isUuid(text) ? [text] : await store.interfaceSearch.media(text, { limit, within: rights.scope('read') })
  const rows = new Map((ids.length === 0 ? [] : await store.media.findMany(ids)).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? []).filter((row) => rights.may('read', row))
}

async function findUsers({ store }: Context, { text, limit }: Sought): Promise<UserRow[]> {
  const ids = await store.interfaceSearch.users(text, limit)
  const rows = new Map((ids.length === 0 ? [] : await store.users.findMany(ids)).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

function findTypes({ types }: Model, { text, limit }: Sought): ContentType[] {
  const part = text.toLowerCase()
  return types.filter(({ name, label }) => name.toLowerCase().includes(part) || label.toLowerCase().includes(part)).slice(0, limit)
}
