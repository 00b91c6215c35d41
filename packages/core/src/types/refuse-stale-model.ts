import type { Model } from '@verso/model'
import { Refusal } from '../refusal.ts'

/** What a caller saw of the model (`If-Match`): the hash of it. Types merge nothing; a change on an older model is refused. */
export function refuseStaleModel(model: Model, ifMatch: string | undefined): void {
  if (ifMatch !== undefined && ifMatch !== model.hash)
    throw new Refusal('stale', 'The model was changed since; read it again', { facts: { modelHash: model.hash } })
}
