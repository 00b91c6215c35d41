import { idPathLiteral, type Parameters } from './parameters.ts'
import type { Link, Scope } from './scope.ts'
import { fieldValue, itemValue } from './sql-value.ts'

interface ItemView {
  parameters: Parameters
  newAlias: (letter: string) => string
  /** What ids inside an item lead to: what to select from, given the id in SQL, and the scope there. */
  targets: (id: string, link: Link) => { from: string; where: string; target: Scope }
  file: Scope['file']
}

/** One item of a list: a plain value, or a component with comparable values of its own. Whatever it holds is of one language already. */
export function itemScope(view: ItemView): { alias: string; scope: Scope } {
  const alias = view.newAlias('i')
  const base = `${alias}.value`
  return {
    alias,
    scope: {
      parameters: view.parameters,
      system: (column) => {
        throw new Error(`An item has no "${column}"`)
      },
      field: (target) => fieldValue(base, target),
      follow: (link) => followInItem(view, base, link),
      item: () => itemScope(view),
      file: view.file,
      self: (comparison) => itemValue(base, comparison),
    },
  }
}

/** References inside an item are compared as ids; the entries behind them are looked up by those. */
function followInItem(view: ItemView, base: string, link: Link) {
  const { fieldId, inner } = link
  const value = `(${base} -> ${idPathLiteral(inner === undefined ? fieldId : `${fieldId}/${inner}`)})`
  const list = `case jsonb_typeof(${value}) when 'array' then ${value} else jsonb_build_array(${value}) end`
  const alias = view.newAlias('l')
  const { from, where, target } = view.targets(
    `case when jsonb_typeof(${alias}.value) = 'string' then (${alias}.value #>> '{}')::uuid end`,
    link,
  )
  return {
    from: `jsonb_array_elements(${list}) as ${alias} (value) join ${from}`,
    where,
    target,
  }
}
