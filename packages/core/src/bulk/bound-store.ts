import type { Store, Transaction } from '@verso/data'

/** A store whose transactions are all part of one that is open: several verbs happen together, or none of them; one that fails takes back what it did. */
export function storeWithin(store: Store, tx: Transaction): Store {
  return { ...store, ...tx, transaction: (run) => tx.nested(run) }
}

/** A store in which everything happens and nothing stays. */
export function storeForTrial(store: Store): Store {
  return {
    ...store,
    async transaction(run) {
      const done: { result?: { value: Awaited<ReturnType<typeof run>> } } = {}
      try {
        return await store.transaction(async (tx) => {
          done.result = { value: await run(tx) }
          throw new TrialOver()
        })
      } catch (error) {
        if (error instanceof TrialOver && done.result !== undefined) return done.result.value
        throw error
      }
    },
  }
}

class TrialOver extends Error {}
