import type { EventItem, EventRow } from '@verso/data'
import type { Json, Model } from '@verso/model'
import { may } from '../authorise.ts'
import type { Actor, Context } from '../context.ts'
import type { LiveEvent, News } from './news.ts'

const atOnce = 100
const aboutEntries = ['publish', 'unpublish', 'delete']

/** What changed for readers: the log's events about entries, in the order of their `seq`. */
export function createPublishedNews({ store, model }: Pick<Context, 'store' | 'model'>): News {
  let seq = 0n
  return {
    async begin() {
      seq = await store.log.seq()
    },
    async look() {
      const rows = await store.log.list({ after: seq, limit: atOnce })
      const ids = [...new Set(rows.flatMap(({ items }) => items.filter(isAboutEntry).map(({ id }) => id)))]
      const makers = new Map(ids.length === 0 ? [] : (await store.presence.makersOf(ids)).map((row) => [row.id, row.createdById]))
      const known = ids.length === 0 ? null : await model()
      seq = rows.at(-1)?.seq ?? seq
      return known === null ? [] : rows.flatMap((row) => eventOf(row, { makers, model: known }) ?? [])
    },
    present: () => [],
  }
}

interface Surroundings {
  /** Who made the entries that are still there. */
  makers: Map<string, string | null>
  model: Model
}

function eventOf({ seq, kind, items, at, byId, byKind, isQuiet }: EventRow, { makers, model }: Surroundings): LiveEvent | null {
  const about = isQuiet ? [] : items.filter(isAboutEntry)
  if (about.length === 0) return null
  return {
    name: 'entry.published',
    dataFor: (actor: Actor) => {
      const shown = about.filter((item) => may(actor, 'read', { typeId: item.typeId ?? '', createdById: makers.get(item.id) ?? null }))
      if (shown.length === 0) return null
      return {
        seq: Number(seq),
        kind,
        at: at.toISOString(),
        by: { id: byId, kind: byKind },
        items: shown.map((item) => itemData(item, model)),
      }
    },
  }
}

function isAboutEntry({ op }: EventItem): boolean {
  return aboutEntries.includes(op)
}

function itemData({ op, id, typeId, locale, slug, previousSlug, revision }: EventItem, { types }: Model): Json {
  return {
    op,
    id,
    type: types.find((type) => type.id === typeId)?.name ?? null,
    locale: locale ?? null,
    slug: slug ?? null,
    ...(previousSlug === undefined ? {} : { previousSlug }),
    ...(revision === undefined ? {} : { revision }),
  }
}
