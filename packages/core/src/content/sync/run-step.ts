import { localeChain, readableTypeView } from '@verso/model'
import { Refusal } from '../../refusal.ts'
import { readableFieldIds } from '../readable-field-ids.ts'
import { describeMedia } from '../render-media.ts'
import { syncEntries, stillThere } from './sync-entries.ts'
import type { SyncStep } from './sync-steps.ts'
import { type Asked, idOf, nextOf, type StepPage, type Walk } from './walk.ts'

type Step<K extends SyncStep['kind']> = Extract<SyncStep, { kind: K }>

/** The next items of a step. */
export async function runStep(walk: Walk, step: SyncStep, asked: Asked): Promise<StepPage> {
  switch (step.kind) {
    case 'model':
      return syncModel(walk)
    case 'taken':
      return syncTaken(walk, step)
    case 'entries':
      return syncEntries(walk, step, asked)
    case 'media':
      return syncMedia(walk, step, asked)
    case 'redirects':
      return syncRedirects(walk, step, asked)
  }
}

/** The types as one item, when they are new to the reader. */
function syncModel({ model, place }: Walk): StepPage {
  if (place.from !== null && place.modelHash === place.presentHash) return { items: [], after: null }
  const types = model.types.map((type) => readableTypeView(type, model))
  return { items: [JSON.stringify({ kind: 'model', op: 'put', model: { types } })], after: null }
}

async function syncTaken(walk: Walk, { types, locales }: Step<'taken'>): Promise<StepPage> {
  const { ctx, place } = walk
  if (place.from === null) return { items: [], after: null }
  const taken = await ctx.store.reads.changes.takenFromThePast({ typeIds: types.map(({ id }) => id), from: place.from, to: place.to })
  const items: string[] = []
  for (const { id, typeId, locale } of taken) {
    const type = types.find((candidate) => candidate.id === typeId)
    if (type === undefined || !place.readable.includes(typeId) || !locales.includes(locale)) continue
    // Whether the reader could have seen it then, nobody can tell any more.
    if (walk.rights?.ofType[typeId] !== undefined)
      throw new Refusal('sync_anew', 'Something that you may have read was taken out of the past')
    if (await stillThere(walk, { type, locale, id })) continue
    items.push(JSON.stringify({ kind: 'entry', op: 'delete', id, type: type.name, locale }))
  }
  return { items, after: null }
}

/** The files that some readable publication shows, and those in public folders. */
async function syncMedia(walk: Walk, { types, locale }: Step<'media'>, { after, limit }: Asked): Promise<StepPage> {
  const { ctx, place, model } = walk
  const { changes } = ctx.store.reads
  const { rights } = walk
  // A document that meets a condition, or doesn't any more, shows or hides files without any change of these.
  const ids = await changes.media({ from: place.from, to: place.to, after: idOf(after), limit, all: rights !== undefined })
  const fieldIds = readableFieldIds(model)
  const typeIds = types.map(({ id }) => id)
  const seenAt = async (at: bigint, readable: string[]) => [
    ...(await changes.shownMedia(ids, { typeIds: readable, fieldIds, at, rights })),
    ...(await changes.openMedia(ids, at)),
  ]
  const shown = new Set(await seenAt(place.to, typeIds))
  const before = place.from === null ? [] : await seenAt(place.from, place.readable)
  const media = await ctx.store.reads.media([...shown], place.to)
  const context = {
    read: { media },
    mediaBase: ctx.mediaBase,
    partKey: ctx.partKey,
    locales: localeChain(model.locales, locale),
    shown: { media: new Set<string>() },
  }
  const items = ids.flatMap((id) => {
    const description = shown.has(id) ? describeMedia({ _media: id }, context) : null
    if (description !== null) return [JSON.stringify({ kind: 'media', op: 'put', media: description })]
    return before.includes(id) ? [JSON.stringify({ kind: 'media', op: 'delete', id })] : []
  })
  return { items, after: nextOf(ids, limit) }
}

async function syncRedirects(walk: Walk, step: Step<'redirects'>, { after, limit }: Asked): Promise<StepPage> {
  const { ctx, place, rights } = walk
  const range = { from: place.from, to: place.to, after: idOf(after), limit }
  const rows = await ctx.store.reads.changes.redirects({ ...range, all: rights !== undefined })
  const known = await knownTargets(walk, rows)
  const items = rows.flatMap(({ id, typeId, toEntryId, ...row }) => {
    if (typeId !== null && !step.types.some((type) => type.id === typeId)) return []
    const isApart = typeId !== null && rights?.ofType[typeId] !== undefined
    const { isThere: exists, ...redirect } = row
    const isThere = exists && (!isApart || known.now.has(toEntryId ?? ''))
    if (isApart && !isThere && !known.before.has(toEntryId ?? '')) return []
    if (!isThere) return [JSON.stringify({ kind: 'redirect', op: 'delete', id })]
    return [JSON.stringify({ kind: 'redirect', op: 'put', redirect: { id, ...redirect, entryId: toEntryId } })]
  })
  return {
    items,
    after: nextOf(
      rows.map(({ id }) => id),
      limit,
    ),
  }
}

/** The entries that redirects of types whose rows are told apart lead to, as far as the reader may see them now, and might have before. */
async function knownTargets(
  { ctx, place, rights }: Walk,
  rows: readonly { typeId: string | null; toEntryId: string | null }[],
): Promise<Record<'now' | 'before', Set<string>>> {
  const apart = rows.filter(({ typeId }) => typeId !== null && rights?.ofType[typeId] !== undefined)
  const ids = [...new Set(apart.flatMap(({ toEntryId }) => toEntryId ?? []))]
  const typeIds = [...new Set(apart.flatMap(({ typeId }) => typeId ?? []))]
  const at = async (seq: bigint | null) =>
    new Set(seq === null ? [] : (await ctx.store.reads.changes.seenDocuments(ids, { typeIds, at: seq, rights })).map(({ id }) => id))
  return { now: await at(place.to), before: await at(place.from) }
}
