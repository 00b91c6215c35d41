import type { Transaction } from '@verso/data'
import { type ContentType, parseContentTypeInput } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { type ChangedType, typeRefusal } from './create-type.ts'
import { typeByName, typeDetail } from './get-type.ts'
import { planTypeChange, refuseUnplanned } from './plan-type-change.ts'
import { refuseStaleModel } from './refuse-stale-model.ts'
import { writeModel } from './write-model.ts'

export interface TypeChange {
  input: unknown
  ifMatch?: string | undefined
}

/** Changes a content type at once where no stored value is lost or converted; everything else needs a plan first. */
export async function changeType(ctx: Context, name: string, { input, ifMatch }: TypeChange): Promise<ChangedType> {
  authoriseManage(ctx.actor, 'types')
  return ctx.store.transaction(async (tx) => {
    const present = await tx.models.lock()
    const before = typeByName(present, name)
    refuseStaleModel(present, ifMatch)
    const parsed = parseContentTypeInput(input, { model: present, current: before, newId: ctx.newId })
    if (parsed.issues !== undefined) throw typeRefusal(parsed.issues)
    const after = parsed.type
    const steps = await planTypeChange(tx, before, after)
    if (steps.length === 0) return { ...typeDetail(before, present), seq: null }
    refuseUnplanned(steps)
    await refuseSingleOfMany(tx, before, after)

    const types = present.types.map((type) => (type.id === before.id ? after : type))
    const { model, seq } = await writeModel(ctx, tx, { types, before, after, action: 'type.change' })
    return { ...typeDetail(after, model), seq }
  })
}

async function refuseSingleOfMany(tx: Transaction, before: ContentType, after: ContentType): Promise<void> {
  if (before.kind === after.kind || after.kind !== 'single') return
  const count = await tx.models.countEntries(before.id)
  if (count > 1)
    throw typeRefusal([
      { path: '/kind', code: 'invalid', message: `A single type has one entry; there are ${count}, those in the trash included` },
    ])
}
