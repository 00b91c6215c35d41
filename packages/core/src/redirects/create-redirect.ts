import type { EntryRow, RedirectInput, Transaction } from '@verso/data'
import { isUuid, type Model } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { defaultLocale } from '../entries/entry-title.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { type RedirectDetail, redirectDetails } from './redirect-detail.ts'
import { readAddress, readPath } from './redirect-paths.ts'
import { authoriseRedirect } from './redirect-rights.ts'

export interface NewRedirect {
  from: string
  /** A path of the site, or an http(s) address; or the entry that it leads to. */
  to?: string | undefined
  entryId?: string | undefined
  /** The default language when absent. */
  locale?: string | undefined
  permanent?: boolean | undefined
}

/** Where a redirect leads in the end. */
type Target = { toEntryId: string; to: null } | { toEntryId: null; to: string }

interface Ends {
  from: string
  locale: string
  asked: Target
}

/**
 * Makes a redirect for the whole site. It leads straight to where its target leads by now, and those that led to its own path lead on
 * likewise: there are no chains. A path at which something lives has no redirect.
 */
export async function createRedirect(ctx: Context, { permanent = true, ...sent }: NewRedirect): Promise<RedirectDetail> {
  return ctx.store.transaction(async (tx) => {
    const model = await tx.models.lockShared()
    const { from, locale, asked } = await readEnds(ctx, tx, { sent, model })
    const id = ctx.newId()
    let made: RedirectInput | undefined
    const seq = await tx.log.append(
      { kind: 'redirect.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() },
      async (taken, at) => {
        await refuseTakenPath(ctx, tx, { from, locale, model })
        const target = await follow(tx, { from, locale, asked, model })
        made = { id, typeId: null, locale, from, ...target, permanent, automatic: false, createdAt: at, createdById: ctx.actor.id }
        await tx.redirects.create([made], taken)
        await tx.redirects.leadOn({ locale, from, ...target }, taken)
        return [{ op: 'redirect', id, locale, path: from }]
      },
    )
    if (made === undefined) throw new Error(`Redirect ${id} was not written`)
    const { to, toEntryId } = made
    await recordAudit(ctx, tx, {
      action: 'redirect.create',
      target: { kind: 'redirect', id },
      after: { from, to, entryId: toEntryId, locale, permanent, seq: Number(seq) },
    })
    const [detail] = await redirectDetails(ctx, tx, [{ ...made, hits: 0n }])
    if (detail === undefined) throw new Error(`Redirect ${id} could not be completed`)
    return detail
  })
}

async function readEnds(
  ctx: Context,
  tx: Transaction,
  { sent, model }: { sent: Omit<NewRedirect, 'permanent'>; model: Model },
): Promise<Ends> {
  const locale = sent.locale ?? defaultLocale(model.locales)
  const entry = sent.entryId === undefined ? null : await findTarget(ctx, tx, sent.entryId)
  authoriseRedirect(ctx.actor, entry)
  const from = readPath(sent.from)
  if (from === null) throw invalid('/from', 'wrong_format', 'A path begins with "/" and has no "?" or "#"')
  if (!model.locales.some(({ code }) => code === locale)) throw invalid('/locale', 'unknown_locale', `There is no locale "${locale}"`)
  if ((sent.to === undefined) === (entry === null)) throw invalid('/to', 'required', 'Name an entry, or a path or address: one of them')
  if (entry !== null) return { from, locale, asked: { toEntryId: entry.id, to: null } }
  const to = readPath(sent.to ?? '') ?? readAddress(sent.to ?? '')
  if (to === null) throw invalid('/to', 'wrong_format', 'This must be a path that begins with "/", or an http(s) address')
  if (to === from) throw invalid('/to', 'loop', 'This leads back to where it begins')
  return { from, locale, asked: { toEntryId: null, to } }
}

async function findTarget(ctx: Context, tx: Transaction, id: string): Promise<EntryRow> {
  const entry = isUuid(id) ? await tx.entries.find(id) : null
  if (entry === null || !may(ctx.actor, 'read', entry)) throw invalid('/entryId', 'target_missing', 'There is no such entry')
  return entry
}

interface Asked {
  from: string
  locale: string
  model: Model
}

async function refuseTakenPath(ctx: Context, tx: Transaction, { from, locale, model }: Asked): Promise<void> {
  const typeIds = model.types.map((type) => type.id)
  const [holder] = await tx.publications.pathHolders(typeIds, locale, from)
  if (holder !== undefined) {
    const entry = await tx.entries.find(holder.entryId)
    const isKnown = entry !== null && may(ctx.actor, 'read', entry)
    throw new Refusal('unique_taken', 'Something is published at this path', {
      facts: { path: '/from', ...(isKnown ? { holderId: entry.id } : {}) },
    })
  }
  const [other] = await tx.redirects.from(locale, from)
  if (other !== undefined)
    throw new Refusal('unique_taken', 'Another redirect begins at this path', { facts: { path: '/from', redirectId: other.id } })
}

/** A path at which one entry lives is that entry, wherever it goes; one that leads on is where it leads. */
async function follow(tx: Transaction, { from, locale, asked, model }: Asked & { asked: Target }): Promise<Target> {
  if (asked.to === null || !asked.to.startsWith('/')) return asked
  const typeIds = model.types.map((type) => type.id)
  const holders = await tx.publications.pathHolders(typeIds, locale, asked.to)
  const [holder] = holders
  if (holder !== undefined) return holders.length === 1 ? { toEntryId: holder.entryId, to: null } : asked
  const onward = await tx.redirects.from(locale, asked.to)
  const [next] = onward
  if (next === undefined || onward.length > 1) return asked
  if (next.to === from) throw invalid('/to', 'loop', 'This leads back to where it begins')
  return next.toEntryId === null ? { toEntryId: null, to: next.to ?? asked.to } : { toEntryId: next.toEntryId, to: null }
}

function invalid(path: string, code: string, message: string): Refusal {
  return new Refusal('invalid_value', message, { issues: [{ path, code, message }] })
}
