import { createHash } from 'node:crypto'
import type { Transaction } from '@verso/data'
import { type ContentType, type Json, type Model, modelHashInput } from '@verso/model'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { reindexType } from './reindex-type.ts'

export interface ModelChange {
  types: ContentType[]
  /** The type that the change is about, as it was and as it becomes; null where there is none. */
  before: ContentType | null
  after: ContentType | null
  /** What the audit calls it, such as `type.create`. */
  action: string
}

/** Makes the next version of the model what everyone works with: one `seq`, since readers see the model too. */
export async function writeModel(
  ctx: Context,
  tx: Transaction,
  { types, before, after, action }: ModelChange,
): Promise<{ model: Model; seq: bigint }> {
  const changed = after ?? before
  if (changed === null) throw new Error('A change of the model is about a type')
  const content = { types, locales: (await tx.models.current()).locales }
  const hash = hashOf(content)
  const seq = await tx.log.append(
    { kind: 'model.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() },
    async (taken, at) => {
      const { version } = await tx.models.replace(content, { hash, seq: taken, byId: ctx.actor.id, at })
      await reindexType(ctx, tx, { before, after, modelVersion: version, seq: taken })
      return [{ op: 'model', id: changed.id, typeId: changed.id }]
    },
  )
  await recordAudit(ctx, tx, { action, target: { kind: 'type', id: changed.id }, before: asJson(before), after: asJson(after) })
  return { model: await tx.models.current(), seq }
}

function hashOf(content: Pick<Model, 'types' | 'locales'>): string {
  return createHash('sha256').update(modelHashInput(content)).digest('hex')
}

/** A type is plain data; defaults of fields are the only members that the compiler can't see that of. */
function asJson(type: ContentType | null): Json {
  return type === null ? null : (JSON.parse(JSON.stringify(type)) as Json)
}
