import { createHash } from 'node:crypto'
import type { Transaction } from '@verso/data'
import { type ContentType, type Json, type Locale, type Model, modelHashInput, type Renames, type Step } from '@verso/model'
import type { Context } from '../context.ts'
import { indexJob } from '../indexes/build-indexes.ts'
import { recordAudit } from '../record-audit.ts'
import { withFormerNames } from './former-names.ts'
import { reindexLocales } from './reindex-locales.ts'
import { rewriteEntries } from './rewrite-entries.ts'
import { type PreparedChange, prepareChange } from './wanted-model.ts'

/** A hundred thousand entries are rewritten in one transaction. */
export const modelTimeoutMs = 30 * 60_000

export interface ModelWrite {
  change: PreparedChange
  /** The steps as they were planned; those of the change where nothing was counted. */
  steps?: readonly Step[]
  /** What the audit calls it, such as `type.create`. */
  action: string
  target: { kind: 'type' | 'locale' | 'model'; id: string }
  /** What the change is about, as it was and as it becomes; null where there is none. */
  before?: ContentType | Locale | Json | null
  after?: ContentType | Locale | Json | null
}

export interface WrittenModel {
  model: Model
  seq: bigint
}

/** Makes the next version of the model what everyone works with, and everything that hangs on it: one `seq`, since readers see the model too. */
export async function writeModel(ctx: Context, tx: Transaction, { change, action, target, ...write }: ModelWrite): Promise<WrittenModel> {
  const { present, wanted, restores } = change
  const steps = write.steps ?? change.steps
  // What comes back comes back as it was, to the letter.
  const types = restores === null ? withFormerNames(wanted.types, { present, now: ctx.now() }) : wanted.types
  const next = { types, locales: wanted.locales }
  const facts = { hash: hashOf(next), byId: ctx.actor.id, steps: asJson(steps), restores }
  const seq = await tx.log.append(
    { kind: 'model.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() },
    async (taken, at) => {
      const model = await tx.models.replace(next, { ...facts, seq: taken, at })
      const renamed = Object.entries(wanted.renames.locales)
      if (renamed.length > 0) {
        await tx.rewrites.renameLocales(renamed, taken)
        await tx.draftLocales.rename(renamed)
      }
      await rewriteEntries(tx, { change, model, seq: taken })
      await reindexLocales(tx, { present, next: model, renames: wanted.renames.locales, isUndo: restores !== null })
      return itemsOf(steps, target)
    },
  )
  await tx.jobs.add(indexJob())
  const { before = null, after = null } = write
  await recordAudit(ctx, tx, { action, target, before: asJson(before), after: asJson(after) })
  return { model: await tx.models.current(), seq }
}

/** A change that isn't prepared yet. */
export function changeTo(present: Model, next: Pick<Model, 'types' | 'locales'>, renames: Partial<Renames> = {}): PreparedChange {
  return prepareChange(present, { types: next.types, locales: next.locales, renames: { options: {}, locales: {}, ...renames } })
}

/** One item for each type that is another now; one of its own where only languages are. */
function itemsOf(steps: readonly Step[], target: ModelWrite['target']) {
  const typeIds = [...new Set(steps.flatMap((step) => (step.typeId === '' ? [] : [step.typeId])))]
  if (typeIds.length === 0) return [{ op: 'model' as const, id: target.id }]
  return typeIds.map((id) => ({ op: 'model' as const, id, typeId: id }))
}

function hashOf(content: Pick<Model, 'types' | 'locales'>): string {
  return createHash('sha256').update(modelHashInput(content)).digest('hex')
}

/** A type is plain data; defaults of fields are the only members that the compiler can't see that of. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}
