import type { Transaction } from '@verso/data'
import type { Model } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import type { AppliedModel } from './apply-model.ts'
import { isLossy, lossRefusal } from './change-model.ts'
import { undoStates } from './list-model-versions.ts'
import { changeOf, lineageOf } from './model-lineage.ts'
import { refuseImpossible } from './refuse-impossible.ts'
import { scanChange } from './scan-change.ts'
import { type PreparedChange, prepareUndo } from './wanted-model.ts'
import { modelTimeoutMs, writeModel } from './write-model.ts'

export interface ChangeToUndo {
  /** The version that the change made. */
  modelVersion: number
  /** That values which were saved since, and have no form in the model of before, may be lost. */
  acceptLoss?: boolean | undefined
}

/**
 * Takes the newest change of the model back: the model of before, to the letter, and all content as it was. What was saved in between is
 * kept, in the form of before.
 */
export async function undoModel(ctx: Context, { modelVersion, acceptLoss }: ChangeToUndo): Promise<AppliedModel> {
  authoriseManage(ctx.actor, 'types')
  return ctx.store.transaction(
    async (tx) => {
      const present = await tx.models.lock()
      const change = await changeBack(ctx, tx, { present, modelVersion })
      if (change.steps.some((step) => step.locale !== undefined)) authoriseManage(ctx.actor, 'locales')
      await refuseImpossible(tx, change)
      const steps = await scanChange(tx, change)
      if (isLossy(steps) && acceptLoss !== true) throw lossRefusal({ steps })
      const { model, seq } = await writeModel(ctx, tx, {
        change,
        steps,
        action: 'model.undo',
        target: { kind: 'model', id: String(modelVersion) },
        before: { version: present.version, hash: present.hash },
        after: { version: present.version + 1, restores: change.restores },
      })
      return { modelVersion: model.version, seq }
    },
    { timeoutMs: modelTimeoutMs },
  )
}

async function changeBack(
  ctx: Context,
  tx: Transaction,
  { present, modelVersion }: { present: Model; modelVersion: number },
): Promise<PreparedChange> {
  const versions = await tx.models.versions()
  if (versions.every((version) => version.number !== modelVersion))
    throw new Refusal('not_found', `There is no version ${modelVersion} of the model`)
  const undo = undoStates(versions, ctx.now()).get(modelVersion)
  if (undo === undefined)
    throw new Refusal('conflict', 'This change is undone already, is an undo itself, or was made too long ago', {
      facts: { blockedBy: [] },
    })
  if (undo.blockedBy.length > 0)
    throw new Refusal('conflict', 'Newer changes of the model stand on this one; undo them first', { facts: { blockedBy: undo.blockedBy } })
  const lineage = lineageOf(versions)
  const restores = lineage.parent(modelVersion)
  if (restores === null) throw new Error(`Version ${modelVersion} of the model came from nothing`)
  return prepareUndo(present, { change: await changeOf(tx, lineage, modelVersion), version: modelVersion, restores })
}
