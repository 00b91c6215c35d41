import type { Store } from '@verso/data'
import type { Locale, Model } from '@verso/model'

const known = new WeakMap<Model, Promise<Locale[]>>()

/** The locales under a model, read once for each version of it: languages are part of the model, and change with it. */
export async function localesOf(store: Store, model: Model): Promise<Locale[]> {
  const held = known.get(model)
  if (held !== undefined) return held
  const read = store.locales.list()
  known.set(model, read)
  // A failure is the failure of one request, not of all that follow.
  read.catch(() => known.delete(model))
  return read
}
