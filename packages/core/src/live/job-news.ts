import type { BulkJobProgress } from '@verso/data'
import type { Context } from '../context.ts'
import type { LiveEvent, News } from './news.ts'

/** Ends become visible at their commit, and by clocks of several servers: so far is looked back. */
const overlapMs = 60_000

/** How far a change of many entries is, told to whoever asked for it. */
export function createJobNews({ store, now }: Pick<Context, 'store' | 'now'>): News {
  let known: BulkJobProgress[] = []
  const underWay = () => store.bulkJobs.underWay(new Date(now().getTime() - overlapMs))

  return {
    async begin() {
      known = await underWay()
    },
    async look() {
      const told = new Set(known.map(stampOf))
      known = await underWay()
      return known.filter((job) => !told.has(stampOf(job))).map(eventOf)
    },
    present: () => known.filter(({ state }) => state === 'pending' || state === 'running').map(eventOf),
  }
}

function stampOf({ id, state, done }: BulkJobProgress): string {
  return `${id} ${state} ${done}`
}

function eventOf({ createdByKind, createdById, id, action, state, done, total, failed }: BulkJobProgress): LiveEvent {
  return {
    name: 'job',
    dataFor: (actor) => (actor.kind === createdByKind && actor.id === createdById ? { id, action, state, done, total, failed } : null),
  }
}
