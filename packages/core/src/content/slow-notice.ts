import { fieldKinds, type Model } from '@verso/model'
import { type Unserved, unservedBy } from '@verso/query'
import { namesOnTheWay } from '../indexes/names-on-the-way.ts'
import type { PlannedRead } from './run-read.ts'

/** In a type with more published documents than that, a condition or sort without an index is worth a word. */
const largeType = 10_000

const maxNamed = 5

/** Says which conditions and sorts of a read no index serves in a large type, and what to do about it; undefined where there are none. */
export function slowNotice({ plan, read, model }: Pick<PlannedRead, 'plan' | 'read' | 'model'>): string | undefined {
  const { sizes } = read
  if (sizes === undefined) return undefined
  const slow = unservedBy(plan).flatMap((one) => {
    if (one.byTrigrams && sizes['trigrams'] === 1) return []
    const typeId = one.typeIds.find((id) => (sizes[id] ?? 0) > largeType)
    return typeId === undefined ? [] : [sentence(model, typeId, one)]
  })
  return slow.length === 0 ? undefined : [...new Set(slow)].slice(0, maxNamed).join('; ')
}

function sentence(model: Model, typeId: string, { parameter, target, operator, mayBeIndexed, byTrigrams }: Unserved): string {
  const named = target.kind === 'field' ? namesOnTheWay(model, { typeId, fieldId: target.fieldId }) : null
  const type = model.types.find(({ id }) => id === typeId)?.name ?? ''
  const path = named?.path ?? (target.kind === 'system' ? `_${target.column}` : '_score')
  const what = `${parameter} by "${path}"${operator === null ? '' : ` ${operator}`} has no index in "${type}", which has more than ${largeType} entries`
  if (byTrigrams) return `${what}: the database lacks the extension pg_trgm`
  const takesIndex = mayBeIndexed && named !== null && fieldKinds[named.field.kind].settings.includes('indexed')
  return takesIndex ? `${what}: mark the field as indexed` : `${what}, and can have none: combine it with a filter by an indexed field`
}
