import { type Taken, TakenError } from '@verso/data'
import type { ContentType } from '@verso/model'
import { Refusal } from '../refusal.ts'

const maxShown = 100

/** Values that published entries would hold twice under a changed type, gathered page by page and refused together. */
export interface Collisions {
  /** Runs what may find values taken. */
  collect: (write: () => Promise<void>) => Promise<void>
  refuse: () => void
}

export function collidingValues(type: ContentType): Collisions {
  const taken: Taken[] = []
  return {
    async collect(write) {
      try {
        if (taken.length < maxShown) await write()
      } catch (error) {
        if (!(error instanceof TakenError)) throw error
        taken.push(...error.taken)
      }
    },
    refuse() {
      if (taken.length === 0) return
      const issues = taken.slice(0, maxShown).map(({ fieldId, value, entryId, holderId }) => {
        const index = type.fields.findIndex((field) => field.id === (fieldId ?? type.slugField))
        return { path: `/fields/${index}`, code: 'unique_taken', message: `Several published entries hold "${value}"`, entryId, holderId }
      })
      throw new Refusal('invalid_type', 'Published entries hold the same values already', { issues })
    },
  }
}
