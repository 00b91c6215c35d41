import { parseContentTypeInput } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { type TypeDetail, typeDetail } from './get-type.ts'
import { changeTo, writeModel } from './write-model.ts'

export interface ChangedType extends TypeDetail {
  /** Null when nothing was changed. */
  seq: bigint | null
}

/** Adds a content type with its fields. Names are labels; the ids given here are for good. */
export async function createType(ctx: Context, input: unknown): Promise<ChangedType> {
  authoriseManage(ctx.actor, 'types')
  return ctx.store.transaction(async (tx) => {
    const present = await tx.models.lock()
    const parsed = parseContentTypeInput(input, { model: present, newId: ctx.newId })
    if (parsed.issues !== undefined) throw typeRefusal(parsed.issues)
    const { type } = parsed
    const { model, seq } = await writeModel(ctx, tx, {
      change: changeTo(present, { types: [...present.types, type], locales: present.locales }),
      target: { kind: 'type', id: type.id },
      after: type,
      action: 'type.create',
    })
    return { ...typeDetail(type, model), seq }
  })
}

/** A name alone that is taken is a conflict; every other fault is listed. */
export function typeRefusal(issues: readonly { path: string; code: string; message: string }[]): Refusal {
  const [first] = issues
  if (issues.length === 1 && first !== undefined && first.code === 'duplicate_name' && first.path === '/name')
    return new Refusal('name_taken', first.message, { issues })
  return new Refusal('invalid_type', 'The content type can not be like this', { issues: issues.map((issue) => ({ ...issue })) })
}
