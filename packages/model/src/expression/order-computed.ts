import type { ComputedResult, Field } from '../content-type.ts'
import { type CompiledExpression, compileExpression } from './compile-expression.ts'
import type { ExpressionFault, ExpressionNode } from './expression-node.ts'
import { type FieldScope, ownField } from './field-scope.ts'
import { pathsIn } from './map-paths.ts'
import type { ValueType } from './value-type.ts'

export interface ComputedField {
  field: Field
  node: ExpressionNode
}

export interface OrderedComputed {
  /** Each behind those that it is made of. */
  order: (ComputedField & { compiled: CompiledExpression; result: ComputedResult })[]
  types: Map<string, ValueType>
  /** By field id. Fields in a circle, and those made of faulty ones, are faulty too. */
  faults: Map<string, ExpressionFault>
}

/** Compiles the computed fields of a type, each after those that it is made of. */
export function orderComputed(computed: readonly ComputedField[], scope: Omit<FieldScope, 'computed'>): OrderedComputed {
  const done: OrderedComputed = { order: [], types: new Map(), faults: new Map() }
  const begun = new Set<string>()
  function visit(one: ComputedField): void {
    if (begun.has(one.field.id)) return
    begun.add(one.field.id)
    for (const path of pathsIn(one.node)) {
      const field = ownField(scope, path.by, path.segments[0] ?? '')
      const input = computed.find((candidate) => candidate.field === field)
      if (input === undefined) continue
      visit(input)
      if (!done.types.has(input.field.id)) done.faults.set(one.field.id, { at: one.node.at, message: unknownYet(input) })
    }
    if (!done.faults.has(one.field.id)) finish(one)
  }
  /** Begun and neither done nor faulty: it waits for this one. */
  function unknownYet({ field }: ComputedField): string {
    return done.faults.has(field.id) ? `"${field.name}" can’t be worked out` : `"${field.name}" is made of this field in its turn`
  }
  function finish(one: ComputedField): void {
    const compiled = compileExpression(one.node, { ...scope, computed: done.types })
    if ('fault' in compiled) {
      done.faults.set(one.field.id, compiled.fault)
      return
    }
    const result = results.find((type) => type === compiled.type)
    if (result === undefined) {
      done.faults.set(one.field.id, { at: one.node.at, message: noResult(compiled.type) })
      return
    }
    done.types.set(one.field.id, result)
    done.order.push({ ...one, compiled, result })
  }
  for (const one of computed) visit(one)
  return done
}

const results: readonly ComputedResult[] = ['text', 'number', 'decimal', 'boolean', 'date', 'datetime']

function noResult(type: ValueType): string {
  return type === 'nothing' ? 'This is always empty' : 'This must give a text, a number, a date, or true or false'
}
