import type { ContentType, Field } from './content-type.ts'
import { findField, type FieldScope } from './expression/field-scope.ts'
import type { ExpressionNode, FieldPath, ParsedExpression } from './expression/expression-node.ts'
import { mapPaths } from './expression/map-paths.ts'
import { parseCondition, parseExpression } from './expression/parse-expression.ts'
import { printCondition, printExpression } from './expression/print-expression.ts'
import { componentAmong, type KnownTypes } from './resolve-wishes.ts'

type Wished = Pick<Field, 'expression' | 'rules' | 'showIf' | 'uniqueWithin'>

/** What a field says of others, with their names. An expression that looks at a field which isn't to be seen here is left out. */
export function wishesView(field: Field, type: Pick<ContentType, 'fields'>, types: KnownTypes['types']): Wished {
  const scope = { fields: type.fields, componentOf: componentAmong(types), computed: computedOf(type) }
  const expression = field.expression === undefined ? null : named(parseExpression(field.expression), scope, printExpression)
  const showIf = field.showIf === undefined ? null : named(parseCondition(field.showIf), scope, printCondition)
  const rules = (field.rules ?? []).flatMap((rule) => {
    const text = named(parseCondition(rule.expression), scope, printCondition)
    return text === null ? [] : [{ ...rule, expression: text }]
  })
  const within = type.fields.find(({ id }) => id === field.uniqueWithin)?.name
  return {
    ...(expression === null ? {} : { expression }),
    ...(rules.length === 0 ? {} : { rules }),
    ...(showIf === null ? {} : { showIf }),
    ...(within === undefined ? {} : { uniqueWithin: within }),
  }
}

/** The types of computed fields don't matter where they are only to be named. */
function computedOf({ fields }: Pick<ContentType, 'fields'>): FieldScope['computed'] {
  return new Map(fields.filter(({ kind }) => kind === 'computed').map(({ id }) => [id, 'text']))
}

function named({ node }: ParsedExpression, scope: FieldScope, print: (node: ExpressionNode) => string): string | null {
  const byName = (path: FieldPath): FieldPath | null => {
    const found = findField(scope, path)
    return found === null ? null : { by: 'name', segments: found.names }
  }
  const mapped = node === undefined ? null : mapPaths(node, byName)
  return mapped === null ? null : print(mapped)
}
