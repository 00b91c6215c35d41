import type { EntryRow, Transaction } from '@verso/data'
import type { Model } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { actsByConditions } from '../rights/acting-store.ts'
import { refuseUnwritable } from '../rights/write-rights.ts'
import type { Imported } from './import-step.ts'
import { refused } from './read-record.ts'

interface Judging {
  steps: readonly Imported[]
  model: Model
  write: (tx: Transaction, steps: readonly Imported[]) => Promise<Imported[]>
}

type Lost = ReadonlyMap<string, readonly RefusalIssue[]>

/** Takes back what was written of a batch that has to go without some of its records. */
class BeyondReach extends Error {
  readonly lost: Lost

  constructor(lost: Lost) {
    super('Some records of this import come to what may not be written')
    this.lost = lost
  }
}

/**
 * Writes what records come to. For who writes under conditions each entry is judged as it is then: those that don't meet a condition are refused, and
 * the others are written without them.
 */
export async function writeJudged(ctx: Context, tx: Transaction, { steps, model, write }: Judging): Promise<Imported[]> {
  if (!actsByConditions(ctx.actor)) return write(tx, steps)
  for (let wished = steps; ; ) {
    try {
      return await tx.nested(async (part) => {
        const written = await write(part, wished)
        const lost = await beyondReach(ctx, part, { written, model })
        if (lost.size > 0) throw new BeyondReach(lost)
        return written
      })
    } catch (error) {
      if (!(error instanceof BeyondReach)) throw error
      wished = without(wished, error.lost)
    }
  }
}

async function beyondReach(
  ctx: Context,
  tx: Transaction,
  { written, model }: { written: readonly Imported[]; model: Model },
): Promise<Lost> {
  const asked = written.filter(({ step }) => step.kind !== 'none')
  const rows = new Map((await tx.entries.findMany(asked.map(({ id }) => id))).map((row) => [row.id, row]))
  const lost = new Map<string, readonly RefusalIssue[]>()
  for (const one of asked) {
    const row = rows.get(one.id)
    const issues = row === undefined ? [] : faultsOf(ctx, one, { row, model })
    if (issues.length > 0) lost.set(one.id, issues)
  }
  return lost
}

function faultsOf(ctx: Context, { step, said = {} }: Imported, { row, model }: { row: EntryRow; model: Model }): readonly RefusalIssue[] {
  const action = step.kind === 'create' ? 'create' : 'edit'
  if (!may(ctx.actor, action, row)) return [{ path: '', code: 'not_allowed', message: `As it is then, you may not ${action} this entry` }]
  if (action === 'edit') return []
  try {
    const type = typeOfEntry(model, row)
    refuseUnwritable({ actor: ctx.actor, action, entry: row, type, locales: model.locales }, {}, said)
    return []
  } catch (error) {
    if (error instanceof Refusal) return error.issues
    throw error
  }
}

/** The same without what was lost, and without what was to stand below that. */
function without(steps: readonly Imported[], lost: Lost): Imported[] {
  const gone = new Set(lost.keys())
  // Parents come first.
  return steps.map((one) => {
    const { step, id } = one
    const parentId = step.kind === 'create' ? step.entry.parentId : step.kind === 'save' ? step.place?.parentId : null
    const isBelow = typeof parentId === 'string' && gone.has(parentId)
    if (step.kind === 'none' || !(lost.has(id) || isBelow)) return one
    gone.add(id)
    const below = [{ path: '/parent', code: 'not_found', message: 'The entry to stand below was refused' }]
    return { ...one, step: refused(lost.get(id) ?? below) }
  })
}
