import type { EventRow, Store } from '@verso/data'
import type { Model } from '@verso/model'
import { type ContentEvent, toContentEvent } from '../content-event.ts'
import { openModel, readingRights } from '../readable-model.ts'
import type { Follower } from './follower.ts'
import type { ListeningRights } from './listening-rights.ts'

/** Tells a follower an event, unless it knows that one or may not. */
export type Tell<T> = (follower: Follower<T>, row: EventRow) => void

interface Telling<T> {
  store: Pick<Store, 'models'>
  rights: Pick<ListeningRights, 'refresh'>
  form: (event: ContentEvent) => T
}

/** Puts events into words by the rights and the model of this moment, once for all who may know the same. */
export async function currentTeller<T>({ store, rights, form }: Telling<T>): Promise<Tell<T>> {
  await rights.refresh()
  const wordsFor = createWords(await store.models.current(), form)
  return (follower, row) => {
    if (row.seq <= follower.position) return
    follower.position = row.seq
    const words = wordsFor(follower, row)
    if (words === null) return
    follower.told = row.seq
    follower.listener.take(words)
  }
}

function createWords<T>(model: Model, form: Telling<T>['form']): (follower: Follower<T>, row: EventRow) => T | null {
  const readable = new Map<string, Model>()
  const words = new Map<string, T | null>()
  return ({ listening: { actor }, filter }, row) => {
    const right = readingRights(actor)
    const key = `${row.seq} ${filter.typeIds?.join() ?? '*'} ${filter.locale ?? '*'} ${right}`
    const known = words.get(key)
    if (known !== undefined) return known
    const seen = readable.get(right) ?? openModel(model, actor, new Date())
    readable.set(right, seen)
    const event = toContentEvent(row, seen, filter)
    const made = event === null ? null : form(event)
    words.set(key, made)
    return made
  }
}
