import type { SiteRow } from '@verso/data'
import { authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'

/** A site, and how far it is behind what is published. */
export interface SiteDetail {
  row: SiteRow
  lag: SiteLag | null
}

interface SiteLag {
  seq: number
  seconds: number
}

/** How far a site is behind; null where it has never said how far it is built. */
export interface SiteFigures {
  name: string
  lag: SiteLag | null
}

/** All sites that have said something of themselves. */
export async function listSites(ctx: Context): Promise<SiteDetail[]> {
  authoriseKind(ctx.actor, 'read')
  const seq = await ctx.store.log.seq()
  const rows = await ctx.store.sites.list()
  return Promise.all(rows.map(async (row) => ({ row, lag: await lagOf(ctx, row, seq) })))
}

/** The same for whoever watches the server, in little time: pages aren't counted. */
export async function siteFigures(ctx: Context): Promise<SiteFigures[]> {
  authoriseKind(ctx.actor, 'read')
  const seq = await ctx.store.log.seq()
  const rows = await ctx.store.sites.builds()
  return Promise.all(rows.map(async (row) => ({ name: row.name, lag: await lagOf(ctx, row, seq) })))
}

async function lagOf(ctx: Context, { builtSeq }: Pick<SiteRow, 'builtSeq'>, seq: bigint): Promise<SiteLag | null> {
  if (builtSeq === null) return null
  const waiting = builtSeq < seq ? await ctx.store.log.timeOf(builtSeq + 1n) : null
  const seconds = waiting === null ? 0 : Math.max(0, Math.round((ctx.now().getTime() - waiting.getTime()) / 1000))
  return { seq: Number(seq - builtSeq), seconds }
}

export interface Build {
  site: string
  /** All that was public at it is live. */
  seq: number
  url?: string | undefined
}

/** Notes that a site is built of what was public at a `seq`. Needs a token: visitors build nothing. */
export async function reportBuild(ctx: Context, { site, seq, url }: Build): Promise<SiteRow> {
  if (ctx.actor.kind === 'public') throw new Refusal('unauthenticated', 'A site tells of its builds with a token')
  return ctx.store.transaction(async (tx) => {
    const newest = await tx.log.seq()
    if (BigInt(seq) > newest) {
      const message = `The newest event is ${newest}`
      throw new Refusal('invalid_value', message, { issues: [{ path: '/seq', code: 'out_of_range', message }] })
    }
    await tx.sites.noteBuild(site, { seq: BigInt(seq), url: url ?? null, at: ctx.now() })
    await recordAudit(ctx, tx, { action: 'site.build', target: { kind: 'site', id: site }, after: { seq } })
    const row = await tx.sites.find(site)
    if (row === null) throw new Error('The site was not written')
    return row
  })
}
