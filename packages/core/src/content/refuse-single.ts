import type { Model } from '@verso/model'
import { Refusal } from '../refusal.ts'

/** A single type has one entry and an address of its own: it is no list. */
export function refuseSingle(model: Model, { typeId }: { typeId: string }, typeName: string): void {
  if (model.types.some((type) => type.id === typeId && type.kind === 'single'))
    throw new Refusal('invalid_query', `"${typeName}" is a single type: read it at /content/v1/singles/${typeName}`)
}
