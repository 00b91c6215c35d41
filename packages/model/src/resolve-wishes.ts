import type { ContentType, CrossFieldRule, Field } from './content-type.ts'
import { compileExpression } from './expression/compile-expression.ts'
import type { ExpressionFault, ExpressionNode, FieldPath } from './expression/expression-node.ts'
import { type FieldScope, findField, ownField } from './expression/field-scope.ts'
import { mapPaths } from './expression/map-paths.ts'
import { orderComputed } from './expression/order-computed.ts'
import { parseCondition, parseExpression } from './expression/parse-expression.ts'
import { printCondition, printExpression } from './expression/print-expression.ts'
import { fieldKinds } from './field-kinds.ts'
import type { IssueList } from './issue-list.ts'
import type { ParsedField } from './parse-field.ts'
import type { FieldWishes } from './parse-wishes.ts'

/** What is known of the other types while one is read: components among them. */
export interface KnownTypes {
  types: readonly Pick<ContentType, 'id' | 'fields'>[]
  /** The type as it was; names that fields had in it are understood where no field has taken them over. */
  current: Pick<ContentType, 'fields'> | undefined
}

/**
 * Fields with what they say of one another, checked and by id: expressions of computed fields, rules, when they are shown, and within
 * which other field they are unique. A computed field is localised where something that it is made of is.
 */
export function resolveWishes(parsed: readonly ParsedField[], { types, current }: KnownTypes, list: IssueList): Field[] {
  const fields = parsed.map(({ field }) => field)
  const renamed = new Map((current?.fields ?? []).map(({ name, id }) => [name, id]))
  const scope = { fields, componentOf: componentAmong(types), renamed }
  const computed = readComputed(parsed, list)
  const { order, types: results, faults } = orderComputed(computed, scope)
  for (const { field, index } of parsed) addFault(faults.get(field.id), list.at(`/fields/${index}/expression`))
  const whole: FieldScope = { ...scope, computed: results }
  const localized = new Set<string>()
  for (const { field, compiled } of order)
    if (compiled.inputs.some((input) => input.localized || localized.has(input.field.id))) localized.add(field.id)
  return parsed.map(({ field, wishes, index }) => {
    const expression = order.find((one) => one.field.id === field.id)?.node
    const own = wishes ?? field
    const here = list.at(`/fields/${index}`)
    return {
      ...withLocalized(withoutWishes(field), localized),
      ...defined({
        expression: expression === undefined ? undefined : stored(expression, whole, printExpression),
        rules: own.rules?.flatMap((rule, at) =>
          rule === null ? [] : (resolveRule(rule, whole, here.at(`/rules/${at}/expression`)) ?? []),
        ),
        showIf: own.showIf === undefined || own.showIf === null ? undefined : resolveCondition(own.showIf, whole, here.at('/showIf')),
        ...resolveScope(field, own.uniqueWithin, { scope: whole, list: here }),
      }),
    }
  })
}

/** The component type of a field that holds one component, by the ids of the model. */
export function componentAmong(types: KnownTypes['types']): FieldScope['componentOf'] {
  return (field) => (field.kind === 'component' ? types.find((type) => type.id === field.components?.[0]) : undefined)
}

function readComputed(parsed: readonly ParsedField[], list: IssueList): { field: Field; node: ExpressionNode }[] {
  return parsed.flatMap(({ field, wishes, index }) => {
    const { expression } = wishes ?? field
    if (field.kind !== 'computed' || expression === null) return []
    const here = list.at(`/fields/${index}/expression`)
    if (expression === undefined)
      return here.add('', 'required', 'A computed field needs an expression, such as "{first} {last}" or "= price * 2"') ?? []
    const { node, fault } = parseExpression(expression)
    if (fault === undefined) return { field, node }
    addFault(fault, here)
    return []
  })
}

function resolveRule(rule: CrossFieldRule, scope: FieldScope, list: IssueList): CrossFieldRule | undefined {
  const expression = resolveCondition(rule.expression, scope, list)
  return expression === undefined ? undefined : { ...rule, expression }
}

function resolveCondition(text: string, scope: FieldScope, list: IssueList): string | undefined {
  const { node, fault } = parseCondition(text)
  if (fault !== undefined) return addFault(fault, list)
  const compiled = compileExpression(node, scope)
  if ('fault' in compiled) return addFault(compiled.fault, list)
  if (compiled.type !== 'boolean') return list.add('', 'invalid_expression', 'This must be a condition, such as end >= start')
  return stored(node, scope, printCondition)
}

/** With ids in the place of names. Every path was found when the expression was compiled. */
function stored(node: ExpressionNode, scope: FieldScope, print: (node: ExpressionNode) => string): string {
  const byId = (path: FieldPath): FieldPath | null => {
    const found = findField(scope, path)
    return found === null ? null : { by: 'id', segments: found.ids }
  }
  return print(mapPaths(node, byId) ?? node)
}

function resolveScope(
  field: Field,
  within: FieldWishes['uniqueWithin'],
  { scope: { fields, renamed }, list }: { scope: FieldScope; list: IssueList },
) {
  if (within === undefined || within === '') return {}
  const scope =
    ownField({ fields, ...(renamed === undefined ? {} : { renamed }) }, 'name', within) ?? fields.find(({ id }) => id === within)
  if (scope === undefined) return list.add('/uniqueWithin', 'unknown_field', `There is no field "${within}" in this type`) ?? {}
  const { comparison } = fieldKinds[scope.kind]
  if (scope.id === field.id || scope.many === true || comparison === 'none' || comparison === 'location')
    return list.add('/uniqueWithin', 'invalid', `Values of "${scope.name}" can’t group others`) ?? {}
  return { uniqueWithin: scope.id, unique: field.unique ?? true }
}

function addFault(fault: ExpressionFault | undefined, list: IssueList): undefined {
  if (fault === undefined) return undefined
  const code = fault.isUnknownField === true ? 'unknown_field' : 'invalid_expression'
  return list.add('', code, `${fault.message} (at character ${fault.at + 1})`)
}

function withoutWishes({ expression: _, rules: __, showIf: ___, uniqueWithin: ____, ...field }: Field): Field {
  return field
}

function withLocalized(field: Field, localized: ReadonlySet<string>): Field {
  if (field.kind !== 'computed') return field
  const { localized: _, ...shared } = field
  return localized.has(field.id) ? { ...shared, localized: true } : shared
}

type Wished = Pick<Field, 'expression' | 'rules' | 'showIf' | 'uniqueWithin' | 'unique'>

function defined(wished: { [Name in keyof Wished]: Wished[Name] | undefined }): Wished {
  return Object.fromEntries(Object.entries(wished).filter(([, value]) => value !== undefined))
}
