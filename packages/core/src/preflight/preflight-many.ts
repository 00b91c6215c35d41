import type { Context } from '../context.ts'
import { type Selection, selectEntryIds } from '../bulk/select-entry-ids.ts'
import type { ReaderAction } from '../entries/reader-act.ts'
import { type ActWish, lookAtActs } from '../entries/take-acts.ts'
import { wishesOf } from '../releases/publish-release.ts'
import { getReleaseRow } from '../releases/take-release.ts'
import { Refusal } from '../refusal.ts'
import { judgeTogether } from './judge-together.ts'
import { preflightPurges } from './preflight-purge.ts'
import type { Preflight } from './preflight.ts'

export interface BulkQuestion extends Selection {
  action: ReaderAction | 'purge'
  locales?: readonly string[] | undefined
  at?: string | undefined
}

/** As many entries as are judged at once: a release of that size is published in one transaction too. */
const atMost = 10_000

/** What a bulk change would say of each entry of a selection; paths begin with its place in it, `/items/0`. */
export async function preflightBulk(ctx: Context, { action, locales, at, ...selection }: BulkQuestion): Promise<Preflight> {
  const then = at === undefined ? ctx : { ...ctx, now: () => new Date(at) }
  const ids = await selectEntryIds(then, selection)
  if (ids.length > atMost) throw new Refusal('invalid_request', `More than ${atMost.toLocaleString('en')} entries at once`)
  if (action === 'purge') return preflightPurges(then, ids)
  const wishes = ids.map((entryId) => ({ entryId, action, locales }))
  return judge(then, wishes, at)
}

/** What publishing a release would say now: it is judged as a whole, and refused as a whole. */
export async function preflightRelease(ctx: Context, releaseId: string): Promise<Preflight> {
  const release = await getReleaseRow(ctx, ctx.store, releaseId)
  if (release.state === 'published') throw new Refusal('already_done', 'The release is published; revert it to change it')
  const items = await ctx.store.releases.items(release.id)
  const judged = await judge(ctx, await wishesOf(ctx.store, items))
  if (items.length > 0) return judged
  const issue = { severity: 'error', path: '/items', code: 'required', message: 'A release needs an entry' } as const
  return { ...judged, verdict: 'refused', issues: [issue] }
}

async function judge(ctx: Context, wishes: readonly ActWish[], at?: string): Promise<Preflight> {
  const taken = await lookAtActs(ctx, ctx.store, wishes)
  return { revision: null, ...(await judgeTogether(ctx, taken, { prefixOf: (wish) => `/items/${wishes[wish]?.item?.place ?? wish}`, at })) }
}
