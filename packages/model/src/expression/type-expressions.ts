import { type ComputedResult, type ContentType, componentTypes, type CrossFieldRule, type Field } from '../content-type.ts'
import type { FlatContent } from '../content.ts'
import { compileExpression } from './compile-expression.ts'
import type { FieldScope } from './field-scope.ts'
import { orderComputed } from './order-computed.ts'
import { parseCondition, parseExpression } from './parse-expression.ts'
import { toStored } from './to-stored.ts'
import type { Value } from './value-type.ts'

/** A condition over the content of one locale: true, false, or null where what it needs is missing. */
type Condition = (flat: FlatContent) => Value

export interface ComputedExpression {
  field: Field
  type: ComputedResult
  run: (flat: FlatContent) => Value
  /** Ids of the fields that it is made of, each as the path to it. */
  inputs: string[][]
}

interface TypeExpressions {
  /** Each behind those that it is made of. */
  computed: ComputedExpression[]
  /** By field id. */
  rules: Map<string, { rule: CrossFieldRule; run: Condition }[]>
  shown: Map<string, Condition>
}

// Types are never changed once they are made.
const kept = new WeakMap<Pick<ContentType, 'fields'>, TypeExpressions>()

/** Every expression of a type, ready to run. One that no longer fits its fields, which no change of the model leaves behind, is passed over. */
export function typeExpressions(type: Pick<ContentType, 'fields'>): TypeExpressions {
  const known = kept.get(type)
  if (known !== undefined) return known
  const made = compileType(type.fields)
  kept.set(type, made)
  return made
}

/** The content of one locale with the computed fields of its type worked out; what they had before counts for nothing. */
export function withOwnComputed(type: Pick<ContentType, 'fields'>, flat: FlatContent): FlatContent {
  const { computed } = typeExpressions(type)
  if (computed.length === 0) return flat
  const whole = { ...flat }
  for (const { field, type: result, run } of computed) {
    const value = toStored(run(whole), result)
    if (value === null) delete whole[field.id]
    else whole[field.id] = value
  }
  return whole
}

function compileType(fields: readonly Field[]): TypeExpressions {
  const componentOf: FieldScope['componentOf'] = (field) => (field.kind === 'component' ? field[componentTypes]?.[0] : undefined)
  const parsed = fields.flatMap((field) => {
    const node = field.kind === 'computed' && field.expression !== undefined ? parseExpression(field.expression).node : undefined
    return node === undefined ? [] : [{ field, node }]
  })
  const { order, types } = orderComputed(parsed, { fields, componentOf })
  const scope: FieldScope = { fields, componentOf, computed: types }
  const conditionOf = (text: string | undefined): Condition[] => {
    const node = text === undefined ? undefined : parseCondition(text).node
    const compiled = node === undefined ? undefined : compileExpression(node, scope)
    return compiled === undefined || 'fault' in compiled ? [] : [compiled.run]
  }
  return {
    computed: order.map(({ field, compiled, result }) => ({
      field,
      type: result,
      run: compiled.run,
      inputs: compiled.inputs.map(({ ids }) => ids),
    })),
    rules: new Map(
      fields.flatMap((field) => {
        const rules = (field.rules ?? []).flatMap((rule) => conditionOf(rule.expression).map((run) => ({ rule, run })))
        return rules.length === 0 ? [] : [[field.id, rules] as const]
      }),
    ),
    shown: new Map(fields.flatMap((field) => conditionOf(field.showIf).map((run) => [field.id, run] as const))),
  }
}
