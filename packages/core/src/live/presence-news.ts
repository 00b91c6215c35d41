import type { Json } from '@verso/model'
import { actorNames } from '../actor-names.ts'
import { may, type Owned } from '../authorise.ts'
import type { Context } from '../context.ts'
import type { LiveEvent, News } from './news.ts'

interface Present {
  owned: Owned
  people: Json[]
}

/** Who has which entry open: the whole list of an entry whenever it changes, an empty one at the end. */
export function createPresenceNews({ store }: Pick<Context, 'store'>): News {
  let known = new Map<string, Present>()

  async function present(): Promise<Map<string, Present>> {
    const rows = await store.presence.list()
    const names = await actorNames(
      store,
      rows.map((row) => row.byId),
    )
    const found = new Map<string, Present>()
    for (const { entryId, typeId, createdById, byId, clientId, path, locale, since } of rows) {
      const entry = found.get(entryId) ?? { owned: { typeId, createdById }, people: [] }
      const place = { ...(path === null ? {} : { path }), ...(locale === null ? {} : { locale }) }
      entry.people.push({ id: byId, name: names.get(byId)?.name ?? '', clientId, ...place, since: since.toISOString() })
      found.set(entryId, entry)
    }
    return found
  }

  return {
    async begin() {
      known = await present()
    },
    async look() {
      const before = known
      known = await present()
      const ended = [...before]
        .filter(([entryId]) => !known.has(entryId))
        .map(([entryId, { owned }]) => eventOf(entryId, { owned, people: [] }))
      const changed = [...known].filter(([entryId, { people }]) => JSON.stringify(before.get(entryId)?.people) !== JSON.stringify(people))
      return [...changed.map(([entryId, entry]) => eventOf(entryId, entry)), ...ended]
    },
    present: () => [...known].map(([entryId, entry]) => eventOf(entryId, entry)),
  }
}

function eventOf(entryId: string, { owned, people }: Present): LiveEvent {
  return { name: 'presence', dataFor: (actor) => (may(actor, 'read', owned) ? { entryId, people } : null) }
}
