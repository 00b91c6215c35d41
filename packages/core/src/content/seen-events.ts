import type { EventItem, EventRow, RowRights, Store } from '@verso/data'
import type { Model } from '@verso/model'

interface Reading {
  store: Pick<Store, 'reads'>
}

/** The model of who is told of rows one by one: fields that not all rows show are in none of what is told of. */
export function modelOfEvents(model: Model, rights: RowRights): Model {
  const types = model.types.map((type) => {
    const masked = rights.ofType[type.id]?.fields ?? {}
    return { ...type, fields: type.fields.filter(({ id }) => masked[id] === undefined) }
  })
  return { ...model, types }
}

/**
 * Events as far as a reader may know of them whose rights tell rows apart. What could be read before and can't be any more has gone for this reader,
 * though for others it was only changed. A few statements for each event.
 */
export async function seenEvents(ctx: Reading, rows: readonly EventRow[], rights: RowRights): Promise<EventRow[]> {
  const seen: EventRow[] = []
  for (const row of rows) seen.push({ ...row, items: await seenItems(ctx, row, rights) })
  return seen
}

async function seenItems({ store }: Reading, { seq, items }: EventRow, rights: RowRights): Promise<EventItem[]> {
  const apart = items.filter(({ typeId }) => typeId !== undefined && rights.ofType[typeId] !== undefined)
  if (apart.length === 0) return items
  const ids = [...new Set(apart.map(({ id }) => id))]
  const typeIds = [...new Set(apart.flatMap(({ typeId }) => typeId ?? []))]
  // That something has gone is told also where it was withdrawn with that, and so can't be looked at in the past any more.
  const [after, before] = await Promise.all(
    [seq, seq - 1n].map((at) => store.reads.changes.seenDocuments(ids, { typeIds, at, rights, isThen: at < seq })),
  )
  const isIn = (documents: { id: string; locale: string }[] = [], { id, locale }: EventItem) =>
    documents.some((one) => one.id === id && (locale === undefined || one.locale === locale))
  return items.flatMap((item) => {
    if (!apart.includes(item)) return [item]
    if (item.op === 'publish' && isIn(after, item)) return [isIn(before, item) ? item : withoutBefore(item)]
    return isIn(before, item) ? [gone(item)] : []
  })
}

/** What was there before is none of who couldn't see it. */
function withoutBefore({ previousSlug: _, ...item }: EventItem): EventItem {
  return { ...item, changedFieldIds: [] }
}

/** Who could see it before learns that it went, under the address that they know. */
function gone(item: EventItem): EventItem {
  return item.op === 'publish' ? unpublished(item) : item
}

function unpublished({ previousSlug, revision: _, ...item }: EventItem): EventItem {
  const slug = previousSlug ?? item.slug
  return { ...item, op: 'unpublish', changedFieldIds: [], ...(slug === undefined ? {} : { slug }) }
}
