import type { Transaction } from '@verso/data'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { applyActs } from '../entries/apply-acts.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { possibleActs } from '../entries/possible-acts.ts'
import { changesReaders, type ReaderAct } from '../entries/reader-act.ts'
import { Refusal } from '../refusal.ts'
import { localesToImport } from './import-record.ts'
import type { Imported } from './import-step.ts'
import type { World } from './read-record.ts'

interface PublishedImport {
  seq: bigint | null
  /** Why some stay drafts, by id. */
  unready: Map<string, Refusal>
  /** Ids of those that readers see another way now. */
  published: Set<string>
}

/** Publishes what can be of a batch; the others stay drafts, with their faults. */
export async function publishImported(
  ctx: Context,
  tx: Transaction,
  { world: { model, ids }, imported, isQuiet }: { world: World; imported: readonly Imported[]; isQuiet: boolean },
): Promise<PublishedImport> {
  const wanted = new Map(
    imported.flatMap(({ step, record, id }) => {
      const locales = step.kind === 'none' ? null : localesToImport(record)
      return locales === null ? [] : [[id, locales] as const]
    }),
  )
  const rows = wanted.size === 0 ? [] : await tx.entries.findMany([...wanted.keys()])
  const acts = rows.map((entry): ReaderAct | Refusal => {
    if (!may(ctx.actor, 'publish', entry)) return mayNotPublish()
    const inHand = { entry, type: typeOfEntry(model, entry), model, locales: model.locales }
    return { action: 'publish', inHand, ...wanted.get(entry.id) }
  })
  // Every entry of the import counts, also of later batches: none of them is missing.
  const expected = new Set(ids.entries.values())
  const { planned, refusals } = await possibleActs(ctx, tx, { acts, companions: [], expected })
  const moved = imported.flatMap(({ id, step }) =>
    step.kind === 'save' && step.place !== null && step.entry.publications.length > 0 ? [id] : [],
  )
  const seq = await applyActs(ctx, tx, { acts: planned, kind: 'entry.published', expected, moved, isQuiet })
  return {
    seq,
    unready: new Map([...refusals].map(([index, refusal]) => [rows[index]?.id ?? '', refusal])),
    published: new Set(planned.filter(changesReaders).map(({ inHand }) => inHand.entry.id)),
  }
}

function mayNotPublish(): Refusal {
  const message = 'You may not publish this entry'
  return new Refusal('not_allowed', message, { issues: [{ path: '/publish', code: 'not_allowed', message }] })
}
