import type { Models } from './tables/models.ts'
import { isModelMoved } from './translate-error.ts'

/** Models are changed seldom, and by one at a time. */
const attempts = 3

/** Runs something again that began with a model which had become another one: see `models.holdKnown`. */
export async function underPresentModel<T>({ models }: { models: Pick<Models, 'current'> }, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (!isModelMoved(error) || attempt === attempts) throw error
      // From now on this process knows it.
      await models.current()
    }
  }
}
