import type { EntryRow, RevisionRow, Tables, Transaction } from '@verso/data'
import { isUuid, type Model } from '@verso/model'
import { authorise, authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { entriesToClear } from './clear-links.ts'
import { type FetchEntries, hasCompanions, likelyCompanions, takeCompanions } from './companions.ts'
import { typeOfEntry } from './entry-detail.ts'
import type { EntryInHand } from './entry-in-hand.ts'
import { type ReaderAct, type ReaderAction, readerActions } from './reader-act.ts'
import { revisionsUnder } from './revision-under.ts'

/** Something that somebody wants to happen to what readers see of an entry. */
export interface ActWish {
  entryId: string
  action: ReaderAction
  locales?: readonly string[] | undefined
  /** The revision that the caller saw; another draft is never published in its place. */
  revision?: number | undefined
  /** The revision to publish, also when the draft has moved on since. */
  exactRevision?: number | undefined
  /** When that revision was chosen: a newer one that was published after that is not taken from readers. */
  chosenAt?: Date | undefined
  ifMatch?: number | undefined
  /** Where the wish stands among those of its release, and what to say when its entry is there no more. */
  item?: { place: number; whenGone: string } | undefined
}

export interface TakenActs {
  /** One for each wish, in their order: the act, or why it can't be one. */
  acts: (ReaderAct | Refusal)[]
  companions: ReaderAct[]
}

/** What was locked for acts. */
export interface LockedActs extends TakenActs {
  /** Entries whose drafts lose links to what goes by these acts. */
  losing: EntryRow[]
}

/**
 * Locks what acts are about, in the one order that keeps batches from waiting for one another: the model, the trees, then entries by id.
 * Whoever has no right at all to an action is refused before any id is looked at.
 */
export async function takeActs(ctx: Context, tx: Transaction, wishes: readonly ActWish[]): Promise<LockedActs> {
  authoriseKinds(ctx, wishes)
  const { model, locked, losing } = await lockAll(tx, wishes)
  const rows = new Map(locked.map((row) => [row.id, row]))
  const taken = await actsOf(ctx, tx, { wishes, model, rows, fetch: tx.entries.lockMany })
  return { ...taken, losing: losing.flatMap((id) => rows.get(id) ?? []) }
}

interface LockedRows {
  model: Model
  locked: EntryRow[]
  losing: string[]
}

async function lockAll(tx: Transaction, wishes: readonly ActWish[]): Promise<LockedRows> {
  const known = tx.models.known()
  if (known === null || !arePlain(known, wishes)) return lockInOrder(tx, wishes)
  // Sent together; PostgreSQL takes them in this order.
  const [model, locked] = await Promise.all([tx.models.lockShared(), tx.entries.lockMany(idsOf(wishes))])
  return arePlain(model, wishes) ? { model, locked, losing: [] } : lockInOrder(tx, wishes)
}

/** Nothing but the entries themselves has to be locked. */
function arePlain(model: Model, wishes: readonly ActWish[]): boolean {
  return wishes.every(({ action }) => action === 'publish') && !hasCompanions(model)
}

async function lockInOrder(tx: Transaction, wishes: readonly ActWish[]): Promise<LockedRows> {
  const model = await tx.models.lockShared()
  if (wishes.some(({ action }) => action === 'trash') && model.types.some((type) => type.tree === true)) await tx.tree.lock()
  const losing = await entriesToClear(tx, model, { entryIds: idsOf(wishes.filter(({ action }) => action !== 'publish')) })
  const along = await likelyCompanions(tx, model, idsOf(wishes.filter(({ action }) => action === 'publish')))
  return { model, locked: await tx.entries.lockMany([...new Set([...idsOf(wishes), ...along, ...losing])]), losing }
}

type RevisionTables = Pick<Tables, 'models' | 'revisions'>

/** Where acts are looked at: the entries as they are, or as somebody supposes them to be. */
export type LookedAt = RevisionTables & { entries: Pick<Tables['entries'], 'findMany'> }

/** The same without locks, for who only wants to know what would be: nobody waits for it, and it may not hold any more when it is told. */
export async function lookAtActs(ctx: Context, tables: LookedAt, wishes: readonly ActWish[]): Promise<TakenActs> {
  authoriseKinds(ctx, wishes)
  const model = await tables.models.current()
  const rows = new Map((await tables.entries.findMany(idsOf(wishes))).map((row) => [row.id, row]))
  return actsOf(ctx, tables, { wishes, model, rows, fetch: tables.entries.findMany })
}

function authoriseKinds(ctx: Context, wishes: readonly ActWish[]): void {
  for (const action of new Set(wishes.map((wish) => wish.action))) authoriseKind(ctx.actor, readerActions[action])
}

function idsOf(wishes: readonly ActWish[]): string[] {
  return [...new Set(wishes.map(({ entryId }) => entryId).filter(isUuid))]
}

interface Gathered {
  wishes: readonly ActWish[]
  model: Model
  rows: ReadonlyMap<string, EntryRow>
  fetch: FetchEntries
}

async function actsOf(ctx: Context, tables: RevisionTables, { wishes, model, rows, fetch }: Gathered): Promise<TakenActs> {
  const pinned = await pinnedRevisions(tables, { wishes, model, rows })
  const acts = wishes.map((wish) => takeAct(ctx, { wish, model, entry: rows.get(wish.entryId), pinned }))
  const possible = acts.flatMap((act) => (act instanceof Refusal ? [] : [act]))
  return { acts, companions: await takeCompanions(ctx, { acts: possible, known: rows, fetch }) }
}

/** The revisions, other than drafts, that wishes name: read together, since a release that is taken back names thousands. */
async function pinnedRevisions(
  tables: RevisionTables,
  { wishes, model, rows }: Omit<Gathered, 'fetch'>,
): Promise<ReadonlyMap<string, RevisionRow>> {
  const wanted = wishes.flatMap(({ entryId, exactRevision }) => {
    const entry = rows.get(entryId)
    return entry === undefined || exactRevision === undefined || exactRevision === entry.revision ? [] : [{ entry, number: exactRevision }]
  })
  const revisions = await revisionsUnder(tables, model, wanted)
  return new Map(revisions.map((revision) => [`${revision.entryId} ${revision.number}`, revision]))
}

interface Taking {
  wish: ActWish
  model: Model
  entry: EntryRow | undefined
  pinned: ReadonlyMap<string, RevisionRow>
}

function takeAct(ctx: Context, taking: Taking): ReaderAct | Refusal {
  try {
    const { action, locales } = taking.wish
    return { action, locales, inHand: inHandFor(ctx, taking) }
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function inHandFor(ctx: Context, { wish, model, entry, pinned }: Taking): EntryInHand {
  if (entry === undefined)
    throw wish.item === undefined ? new Refusal('not_found', 'There is no such entry') : new Refusal('gone', wish.item.whenGone)
  const type = typeOfEntry(model, entry)
  authorise(ctx.actor, readerActions[wish.action], entry)
  const { revision } = entry
  if (wish.ifMatch !== undefined && wish.ifMatch !== revision)
    throw new Refusal('stale', `The entry is at revision ${revision}`, { facts: { revision } })
  if (entry.trashedAt !== null) throw new Refusal('trashed', 'The entry is in the trash; restore it first')
  if (wish.revision !== undefined && wish.revision !== revision)
    throw new Refusal('conflict', 'Someone saved this entry after you opened it', { facts: { revision } })
  const inHand = { entry, type, model, locales: model.locales }
  refuseGoingBack(entry, wish)
  if (wish.exactRevision === undefined || wish.exactRevision === revision) return inHand
  const exact = pinned.get(`${entry.id} ${wish.exactRevision}`)
  if (exact === undefined) throw new Refusal('not_found', `The entry has no revision ${wish.exactRevision}`)
  return { ...inHand, entry: { ...entry, content: exact.content, revision: exact.number, updatedAt: exact.at } }
}

function refuseGoingBack({ publications }: EntryRow, { exactRevision, chosenAt, locales }: ActWish): void {
  if (exactRevision === undefined || chosenAt === undefined) return
  const newer = publications.find(
    (head) => head.revision > exactRevision && head.publishedAt > chosenAt && (locales === undefined || locales.includes(head.locale)),
  )
  if (newer !== undefined)
    throw new Refusal('conflict', `Revision ${newer.revision} was published after revision ${exactRevision} was chosen`, {
      facts: { revision: newer.revision },
    })
}
