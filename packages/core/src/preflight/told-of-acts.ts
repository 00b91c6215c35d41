import type { EventItem, EventKind, Tables } from '@verso/data'
import { changedBy } from '../content/kept/event-tags.ts'
import { actItems } from '../entries/act-items.ts'
import type { PlannedAct, ReaderAction } from '../entries/reader-act.ts'
import { pagesConcerned } from '../impact/impact-of-event.ts'
import { mayConcern } from '../webhooks/webhook-items.ts'

/** Who would be told of acts, or have to be built anew. */
interface ToldOfActs {
  pages: string[]
  webhooks: { id: string; name: string }[]
  complete: boolean
}

const kinds = { publish: 'entry.published', unpublish: 'entry.unpublished', trash: 'entry.deleted' } as const satisfies Record<
  ReaderAction,
  EventKind
>

/** The pages that their event would name, and the endpoints that it may be sent to. */
export async function toldOfActs(tables: Tables, acts: readonly PlannedAct[]): Promise<ToldOfActs> {
  const [first] = acts
  if (first === undefined) return { pages: [], webhooks: [], complete: true }
  const items = await actItems(tables, acts)
  const { pages, complete } = await pagesConcerned(tables, changedBy({ kind: kinds[first.action], items }))
  const hooks = (await tables.webhooks.list()).filter(
    (hook) => hook.state === 'active' && mayConcern(hook, { kind: kinds[first.action], items }),
  )
  // Those below move along, which is worked out as it happens.
  return {
    pages,
    webhooks: hooks.map(({ id, name }) => ({ id, name })),
    complete: complete && !acts.some((act) => movesOthers(act, items)),
  }
}

function movesOthers({ inHand: { type, entry } }: PlannedAct, items: readonly EventItem[]): boolean {
  return type.tree === true && items.some(({ id, previousSlug, op }) => id === entry.id && (previousSlug !== undefined || op !== 'publish'))
}
