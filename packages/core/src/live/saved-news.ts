import type { SavedRow } from '@verso/data'
import { type ActorName, actorNames } from '../actor-names.ts'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import type { LiveEvent, News } from './news.ts'

/** Saves become visible at their commit, and by clocks of several servers: so far is looked back. */
const overlapMs = 15_000
const atOnce = 500

/** Every new revision of an entry, once. */
export function createSavedNews({ store, model }: Pick<Context, 'store' | 'model'>): News {
  let latest = new Date(0)
  let isBehind = false
  const told = new Map<string, Pick<SavedRow, 'revision' | 'updatedAt'>>()

  async function fresh(): Promise<SavedRow[]> {
    const overlap = new Date(latest.getTime() - overlapMs)
    // Who has more to tell than fits goes on from there, or would never get past it.
    const rows = await store.presence.savedAfter(isBehind ? latest : overlap, atOnce)
    const found = rows.filter((row) => told.get(row.id)?.revision !== row.revision)
    isBehind = rows.length === atOnce
    latest = rows.at(-1)?.updatedAt ?? latest
    for (const row of rows) told.set(row.id, row)
    for (const [id, { updatedAt }] of told) if (updatedAt < overlap) told.delete(id)
    return found
  }

  return {
    async begin() {
      latest = new Date()
      told.clear()
      await fresh()
    },
    async look() {
      const rows = await fresh()
      if (rows.length === 0) return []
      const { types } = await model()
      const names = await actorNames(
        store,
        rows.map((row) => row.updatedById),
      )
      return rows.map((row) => eventOf(row, { type: types.find(({ id }) => id === row.typeId)?.name ?? '', names }))
    },
    present: () => [],
  }
}

function eventOf(row: SavedRow, { type, names }: { type: string; names: Map<string, ActorName> }): LiveEvent {
  const { id, revision, updatedAt, updatedById } = row
  const by = updatedById === null ? null : (names.get(updatedById) ?? null)
  const data = { id, type, revision, at: updatedAt.toISOString(), by: by === null ? null : { ...by } }
  return { name: 'entry.saved', dataFor: (actor) => (may(actor, 'read', row) ? data : null) }
}
