import type { FieldIndexState } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { namesOnTheWay } from './names-on-the-way.ts'

/** The indexes of a field as one: the least finished of them says how far it is. */
export interface IndexedField extends Pick<FieldIndexState, 'state' | 'progress' | 'bytes' | 'lacks'> {
  type: string
  /** Names on the way to the field, joined by `.`. */
  field: string
}

const order = { building: 0, pending: 1, ready: 2 } as const

/** How far the indexes are that the model asks for, field by field. */
export async function listIndexes(ctx: Context): Promise<IndexedField[]> {
  authoriseManage(ctx.actor, 'types')
  const model = await ctx.store.models.current()
  const fields = new Map<string, IndexedField>()
  for (const index of await ctx.store.indexes.states()) {
    const named = namesOnTheWay(model, index)
    // Of a type or field that has gone just now.
    if (named === null) continue
    const { type, path: field } = named
    const { name: _, typeId: __, fieldId: ___, ...facts } = index
    const key = `${type} ${field}`
    fields.set(key, together(fields.get(key), { type, field, ...facts }))
  }
  // The job adds the extension where it may: until it has been there nobody knows.
  return [...fields.values()].map(({ lacks, ...field }) => ({
    ...field,
    ...(lacks === undefined || field.state !== 'ready' ? {} : { lacks }),
  }))
}

function together(before: IndexedField | undefined, one: IndexedField): IndexedField {
  if (before === undefined) return one
  const least = order[one.state] < order[before.state] ? one : before
  const lacks = before.lacks ?? one.lacks
  return { ...least, bytes: before.bytes + one.bytes, ...(lacks === undefined ? {} : { lacks }) }
}
