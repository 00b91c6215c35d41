import type { IncludePlan, TargetPick } from '@verso/query'
import { compileCondition } from './compile-condition.ts'
import { compileOrderOfTypes } from './compile-order.ts'
import { idLiteral, useAll } from './parameters.ts'
import { publicationsFrom } from './previewed.ts'
import { createView, publishedScope, shownIn, type ViewOptions } from './published-scope.ts'
import type { Scope } from './scope.ts'
import type { Source } from './source.ts'

/** An include with conditions or an order of its own, and all that its fields lead to. */
export interface Picking {
  plan: IncludePlan
  pick: TargetPick
  ids: ReadonlySet<string>
}

type Row = { id: string } & Record<`c${number}`, boolean | undefined> & Record<`o${number}`, number | undefined>

/**
 * Which targets meet the conditions of their includes, and their place in the order: one statement for all includes of a level. The place is
 * counted among the targets of all rows, so that the targets of any one of them stand in the same order.
 */
export async function chooseTargets(
  { query }: Source,
  picking: readonly Picking[],
  options: ViewOptions,
): Promise<Map<IncludePlan, Map<string, number>>> {
  const { text, values } = choosingStatement(picking, options)
  const rows = await query<Row>(text, values)
  return new Map(
    picking.map(({ plan, ids }, index) => [
      plan,
      new Map(rows.flatMap((row) => (ids.has(row.id) && row[`c${index}`] === true ? [[row.id, row[`o${index}`] ?? 0] as const] : []))),
    ]),
  )
}

function choosingStatement(picking: readonly Picking[], options: ViewOptions): { text: string; values: unknown[] } {
  const view = createView(options)
  const scope = publishedScope(view, 't')
  const columns = picking.map(
    ({ pick }, index) =>
      `, ${conditionOf(pick, scope)} as c${index}, ${pick.sort.length === 0 ? '0' : `(row_number() over (order by ${compileOrderOfTypes(pick.sort, { scope, type })}))::int`} as o${index}`,
  )
  const ids = view.parameters.add([...new Set(picking.flatMap((one) => [...one.ids]))], 'uuid[]')
  const types = view.parameters.add(options.readableTypeIds, 'uuid[]')
  const text = `
    select t."entryId" as id${columns.join('')}
    from ${publicationsFrom(view.previewed, 't')}
    where t."entryId" = any(${ids}) and t."typeId" = any(${types}) and ${shownIn(view, 't', options.readableTypeIds)}`
  return { text: useAll(text, view.parameters, 'and'), values: view.parameters.values }
}

const type = 't."typeId"'

/** Each type by its own condition; nothing is asked of the others. */
function conditionOf({ where }: TargetPick, scope: Scope): string {
  const cases = Object.entries(where).map(
    ([typeId, condition]) => `when ${idLiteral(typeId)}::uuid then (${compileCondition(condition, scope)}) is true`,
  )
  return cases.length === 0 ? 'true' : `case ${type} ${cases.join(' ')} else true end`
}
