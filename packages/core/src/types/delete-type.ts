import type { Model } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { typeByName } from './get-type.ts'
import { planTypeChange, refuseUnplanned } from './plan-type-change.ts'
import { refuseStaleModel } from './refuse-stale-model.ts'
import { writeModel } from './write-model.ts'

/** Removes a content type that has no entries, in the trash neither, and that no field of another type leads to. */
export async function deleteType(ctx: Context, name: string, { ifMatch }: { ifMatch?: string | undefined } = {}): Promise<{ seq: bigint }> {
  authoriseManage(ctx.actor, 'types')
  return ctx.store.transaction(async (tx) => {
    const present = await tx.models.lock()
    const type = typeByName(present, name)
    refuseStaleModel(present, ifMatch)
    refuseReferredType(present, type.id)
    refuseUnplanned(await planTypeChange(tx, type, null))
    const { seq } = await writeModel(ctx, tx, {
      types: present.types.filter((other) => other.id !== type.id),
      before: type,
      after: null,
      action: 'type.delete',
    })
    return { seq }
  })
}

function refuseReferredType({ types }: Model, typeId: string): void {
  const referring = types
    .filter((type) => type.id !== typeId)
    .flatMap((type) => type.fields.filter((field) => field.to?.includes(typeId)).map((field) => `${type.label} · ${field.label}`))
  if (referring.length > 0) throw new Refusal('in_use', `Fields of other types lead to it: ${referring.join(', ')}`)
}
