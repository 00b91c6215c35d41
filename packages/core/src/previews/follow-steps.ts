import type { EntryRow, HeadRow, PreviewDocument, Tables } from '@verso/data'
import type { Context } from '../context.ts'
import { keyOf } from '../entries/acts-together.ts'
import { planActs } from '../entries/possible-acts.ts'
import type { PlannedAct } from '../entries/reader-act.ts'
import { lookAtActs } from '../entries/take-acts.ts'
import { systemActor } from '../system-actor.ts'
import type { PreviewStep } from './preview-source.ts'

/** What readers would see differently after all steps. */
export interface StepsFollowed {
  publications: PreviewDocument[]
  ended: { entryId: string; typeId: string; locale: string }[]
  /** All that was looked at: a change of any of these may change the rest. */
  entryIds: string[]
}

const pageSize = 500

/**
 * Follows what is to happen, each step on what the steps before have left, with the functions that make it happen when it does; nothing
 * is written. Whether it may happen is not judged here: a preview shows what is meant, and preflight says what is in its way. What can't be
 * at all (an entry that is in the trash by then, a revision that is gone) is left out.
 */
export async function followSteps(ctx: Context, tables: Tables, steps: readonly PreviewStep[]): Promise<StepsFollowed> {
  const supposed = supposeEntries(tables)
  await supposed.findMany(steps.flatMap(({ wishes }) => wishes.map(({ entryId }) => entryId)))
  const gathered = gatherDocuments()
  for (const { at, wishes } of steps) {
    const acting: Context = { ...ctx, actor: systemActor, ...(at === null ? {} : { now: () => at }) }
    const taken = await lookAtActs(acting, { ...tables, entries: supposed }, wishes)
    for (const act of planActs(acting, taken).planned) {
      gathered.add(act, at)
      supposed.suppose(act, acting.now())
    }
  }
  return { ...gathered.all(), entryIds: supposed.ids() }
}

/** What is left in the end of what steps begin and end. */
function gatherDocuments() {
  const publications = new Map<string, PreviewDocument>()
  const ended = new Map<string, StepsFollowed['ended'][number]>()
  // That something was public once survives its end. What was public before all of this, the log knows.
  const first = new Map<string, Date | null>()
  return {
    add({ inHand: { entry }, publications: begun, ended: heads }: PlannedAct, at: Date | null): void {
      for (const { locale } of heads) {
        publications.delete(keyOf(entry.id, locale))
        ended.set(keyOf(entry.id, locale), { entryId: entry.id, typeId: entry.typeId, locale })
      }
      for (const publication of begun) {
        const key = keyOf(entry.id, publication.locale)
        if (!first.has(key)) first.set(key, at)
        publications.set(key, { ...publication, publishedAt: at, firstPublishedAt: first.get(key) ?? null })
        ended.delete(key)
      }
    },
    all: () => ({ publications: [...publications.values()], ended: [...ended.values()] }),
  }
}

/** Entries as they are, and as they would be after what is supposed of them. */
function supposeEntries(tables: Tables) {
  const rows = new Map<string, EntryRow | null>()

  async function findMany(ids: string[]): Promise<EntryRow[]> {
    const missing = [...new Set(ids)].filter((id) => !rows.has(id))
    for (let from = 0; from < missing.length; from += pageSize) {
      const page = missing.slice(from, from + pageSize)
      for (const id of page) rows.set(id, null)
      for (const row of await tables.entries.findMany(page)) rows.set(row.id, row)
    }
    return ids.flatMap((id) => rows.get(id) ?? [])
  }

  return {
    findMany,
    ids: () => [...rows.keys()],
    suppose({ action, inHand, publications, ended }: PlannedAct, at: Date): void {
      const entry = rows.get(inHand.entry.id)
      if (entry === undefined || entry === null) return
      const changed = new Set([...publications, ...ended].map(({ locale }) => locale))
      const heads = entry.publications.filter(({ locale }) => !changed.has(locale))
      rows.set(entry.id, {
        ...entry,
        publications: [...heads, ...publications.map((publication) => supposedHead(publication, at))],
        trashedAt: action === 'trash' ? at : entry.trashedAt,
      })
    },
  }
}

function supposedHead({ locale, revision, slug, hash }: PlannedAct['publications'][number], at: Date): HeadRow {
  return { locale, revision, slug, hash, seq: 0n, path: null, publishedAt: at, firstPublishedAt: at }
}
