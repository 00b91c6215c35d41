import type { Model } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { changeModel, needsPlan } from './change-model.ts'
import { typeByName } from './get-type.ts'
import { refuseStaleModel } from './refuse-stale-model.ts'
import { changeTo, modelTimeoutMs } from './write-model.ts'

/** Removes a content type that has no entries, in the trash neither, and that no field of another type leads to. One with entries needs a plan. */
export async function deleteType(
  ctx: Context,
  name: string,
  { ifMatch }: { ifMatch?: string | undefined } = {},
): Promise<{ seq: bigint | null }> {
  authoriseManage(ctx.actor, 'types')
  const changed = await ctx.store.transaction(
    async (tx) => {
      const present = await tx.models.lock()
      const type = typeByName(present, name)
      refuseStaleModel(present, ifMatch)
      refuseReferredType(present, type.id)
      const types = present.types.filter((other) => other.id !== type.id)
      const change = changeTo(present, { types, locales: present.locales })
      return changeModel(ctx, tx, { change, target: { kind: 'type', id: type.id }, before: type, after: null, action: 'type.delete' })
    },
    { timeoutMs: modelTimeoutMs },
  )
  if (changed.needs !== undefined) throw needsPlan(changed.needs)
  return { seq: changed.seq }
}

function refuseReferredType({ types }: Model, typeId: string): void {
  const leads = (ids: readonly string[] | undefined) => ids?.includes(typeId) === true
  const referring = types
    .filter((type) => type.id !== typeId)
    .flatMap((type) =>
      type.fields
        .filter((field) => leads(field.to) || leads(field.components) || leads(field.blocks))
        .map((field) => `${type.label} · ${field.label}`),
    )
  if (referring.length > 0) throw new Refusal('in_use', `Fields of other types lead to it: ${referring.join(', ')}`)
}
