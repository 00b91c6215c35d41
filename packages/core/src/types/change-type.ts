import type { Transaction } from '@verso/data'
import { type ContentType, type Model, optionRenames, parseContentTypeInput, type Renames } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { changeModel, needsPlan } from './change-model.ts'
import { type ChangedType, typeRefusal } from './create-type.ts'
import { typeByName, typeDetail } from './get-type.ts'
import { singleMessage } from './refuse-impossible.ts'
import { refuseStaleModel } from './refuse-stale-model.ts'
import { changeTo, modelTimeoutMs } from './write-model.ts'

export interface TypeChange {
  input: unknown
  ifMatch?: string | undefined
}

/** Changes a content type at once where no stored value is lost or converted; everything else is planned and refused with the plan. */
export async function changeType(ctx: Context, name: string, { input, ifMatch }: TypeChange): Promise<ChangedType> {
  authoriseManage(ctx.actor, 'types')
  const changed = await ctx.store.transaction(
    async (tx) => {
      const present = await tx.models.lock()
      const before = typeByName(present, name)
      refuseStaleModel(present, ifMatch)
      const { type: after, options } = parseChange(input, { model: present, current: before, newId: ctx.newId })
      await refuseSingleOfMany(tx, before, after)
      const types = present.types.map((type) => (type.id === before.id ? after : type))
      const change = changeTo(present, { types, locales: present.locales }, { options })
      const target = { kind: 'type', id: before.id } as const
      return { ...(await changeModel(ctx, tx, { change, target, before, after, action: 'type.change' })), typeId: before.id }
    },
    { timeoutMs: modelTimeoutMs },
  )
  if (changed.needs !== undefined) throw needsPlan(changed.needs)
  return { ...typeDetail(typeById(changed.model, changed.typeId), changed.model), seq: changed.seq }
}

function parseChange(
  input: unknown,
  context: { model: Model; current: ContentType; newId: () => string },
): { type: ContentType; options: Renames['options'] } {
  const parsed = parseContentTypeInput(input, context)
  if (parsed.issues !== undefined) throw typeRefusal(parsed.issues)
  const { options, issues } = optionRenames(input, context.current, parsed.type)
  if (issues.length > 0) throw typeRefusal(issues)
  return { type: parsed.type, options }
}

function typeById({ types }: Model, id: string): ContentType {
  const type = types.find((candidate) => candidate.id === id)
  if (type === undefined) throw new Error(`The type ${id} vanished while it was changed`)
  return type
}

async function refuseSingleOfMany(tx: Transaction, before: ContentType, after: ContentType): Promise<void> {
  if (before.kind === after.kind || after.kind !== 'single') return
  const count = await tx.models.countEntries(before.id)
  if (count > 1) throw typeRefusal([{ path: '/kind', code: 'invalid', message: singleMessage(count) }])
}
