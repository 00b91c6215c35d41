import type { EventRow, Store } from '@verso/data'
import type { Model } from '@verso/model'
import { type ContentEvent, toContentEvent } from '../content-event.ts'
import { publishedRights, readableModel, readingRights, readsByConditions } from '../readable-model.ts'
import { modelOfEvents } from '../seen-events.ts'
import type { Follower } from './follower.ts'
import type { ListeningRights } from './listening-rights.ts'
import type { SeenApart } from './seen-apart.ts'

/** Tells followers events, each unless it knows that one or may not. */
export interface Teller<T> {
  /** Who reads types whole. */
  tell: (follower: Follower<T>, row: EventRow) => void
  /** Whoever it is: whose rights tell rows apart, for them these are looked up first. */
  tellAnyone: (follower: Follower<T>, row: EventRow) => Promise<void>
}

export interface Telling<T> {
  store: Pick<Store, 'models'>
  rights: Pick<ListeningRights, 'refresh'>
  seenApart: SeenApart
  now: () => Date
  form: (event: ContentEvent) => T
}

/** Puts events into words by the rights and the model of this moment, once for all who may know the same. */
export async function currentTeller<T>({ store, rights, seenApart, now, form }: Telling<T>): Promise<Teller<T>> {
  await rights.refresh()
  const model = await store.models.current()
  const wordsFor = createWords(model, form)

  function hand(follower: Follower<T>, row: EventRow, words: T | null): void {
    if (follower.isOver) return
    follower.position = row.seq
    if (words === null) return
    follower.told = row.seq
    follower.listener.take(words)
  }

  function tell(follower: Follower<T>, row: EventRow): void {
    if (row.seq > follower.position) hand(follower, row, wordsFor(follower, row))
  }

  return {
    tell,
    async tellAnyone(follower, row) {
      const { actor } = follower.listening
      const apart = readsByConditions(actor) ? publishedRights(actor, model, { now: now(), isSearch: false }) : undefined
      if (apart === undefined) return tell(follower, row)
      if (row.seq <= follower.position) return
      const seen = await seenApart(row, { key: `${model.version} ${readingRights(actor)}`, rights: apart })
      const event = toContentEvent(seen, modelOfEvents(readableModel(model, actor), apart), follower.filter)
      hand(follower, row, event === null ? null : form(event))
    },
  }
}

function createWords<T>(model: Model, form: Telling<T>['form']): (follower: Follower<T>, row: EventRow) => T | null {
  const words = new Map<string, T | null>()
  return ({ listening: { actor }, filter }, row) => {
    const key = `${row.seq} ${filter.typeIds?.join() ?? '*'} ${filter.locale ?? '*'} ${readingRights(actor)}`
    const known = words.get(key)
    if (known !== undefined) return known
    const event = toContentEvent(row, readableModel(model, actor), filter)
    const made = event === null ? null : form(event)
    words.set(key, made)
    return made
  }
}
