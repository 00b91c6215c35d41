import { type ContentType, type Json, linkTypes, parseContentTypeInput, withComputed } from '@verso/model'
import fc from 'fast-check'
import t from 'tap'
import { parseCondition, parseExpression } from '../../packages/model/src/expression/parse-expression.ts'
import { printCondition, printExpression } from '../../packages/model/src/expression/print-expression.ts'
import type { BinaryOperator, ExpressionNode } from '../../packages/model/src/expression/expression-node.ts'
import { expressionFunctions } from '../../packages/model/src/expression/expression-functions.ts'
import {
  addExact,
  compareExact,
  divideExact,
  exactText,
  multiplyExact,
  parseExact,
  remainderExact,
} from '../../packages/model/src/expression/exact-number.ts'
import { includesText } from '../../packages/model/src/expression/includes-text.ts'
import { aModel, anId } from './builders.ts'

const at = 0
const operators: BinaryOperator[] = ['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', 'and', 'or']
const names = ['title', 'count', 'price', 'ratio', 'serial', 'done', 'day', 'tags', 'extra', 'true']
const path = fc.constantFrom(...names).map((name) => ({ by: 'name' as const, segments: [name] }))
const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => !/[\uD800-\uDFFF]/.test(value))

const nodes = fc.letrec<{ node: ExpressionNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'node' },
    fc.oneof(
      fc
        .tuple(fc.nat(), fc.option(fc.nat()))
        .map(([whole, part]): ExpressionNode => ({ kind: 'number', text: part === null ? `${whole}` : `${whole}.${part}`, at })),
      text.map((value): ExpressionNode => ({ kind: 'text', text: value, at })),
      fc.constantFrom(true, false, null).map((value): ExpressionNode => ({ kind: 'constant', value: value as true | false | null, at })),
      path.map((value): ExpressionNode => ({ kind: 'field', path: value, at })),
    ),
    fc
      .tuple(fc.constantFrom('-' as const, 'not' as const), tie('node'))
      .map(([operator, of]): ExpressionNode => ({ kind: 'unary', operator, of, at })),
    fc
      .tuple(fc.constantFrom(...operators), tie('node'), tie('node'))
      .map(([operator, left, right]): ExpressionNode => ({ kind: 'binary', operator, left, right, at })),
    fc
      .tuple(fc.constantFrom(...Object.keys(expressionFunctions)), fc.array(tie('node'), { maxLength: 3 }))
      .map(([name, args]): ExpressionNode => ({ kind: 'call', name, args, at })),
  ),
}))

const template = fc
  .array(
    fc.oneof(
      text.filter((value) => value !== '').map((value) => ({ kind: 'text' as const, text: value, at })),
      path.map((value) => ({ kind: 'field' as const, path: value, at })),
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts): ExpressionNode => ({ kind: 'template', parts: joined(parts), at }))
  // What begins with "=" is no template.
  .filter((node) => !printExpression(node).trimStart().startsWith('='))

type Part = Extract<ExpressionNode, { kind: 'template' }>['parts'][number]

/** Two texts side by side are read as one. */
function joined(parts: Part[]): Part[] {
  const whole: Part[] = []
  for (const part of parts) {
    const last = whole.at(-1)
    if (last?.kind === 'text' && part.kind === 'text') whole[whole.length - 1] = { ...last, text: last.text + part.text }
    else whole.push(part)
  }
  return whole
}

/** The same node without places. */
function bare(node: unknown): unknown {
  return JSON.parse(JSON.stringify(node, (name, value) => (name === 'at' ? undefined : value)))
}

t.test('what is printed is read as the same expression again', async () => {
  fc.assert(
    fc.property(nodes.node, (node) => {
      const { node: again, fault } = parseExpression(printExpression(node))
      const condition = parseCondition(printCondition(node))
      return (
        fault === undefined &&
        JSON.stringify(bare(again)) === JSON.stringify(bare(node)) &&
        JSON.stringify(bare(condition.node)) === JSON.stringify(bare(node))
      )
    }),
    { numRuns: 1_000 },
  )
  fc.assert(
    fc.property(template, (node) => {
      const { node: again } = parseExpression(printExpression(node))
      return JSON.stringify(bare(again)) === JSON.stringify(bare(node))
    }),
    { numRuns: 1_000 },
  )
})

t.test('any text is an expression or has a fault in it; neither throws', async () => {
  const scraps = fc.array(
    fc.constantFrom(
      '=',
      ' ',
      '"',
      "'",
      '\\',
      '(',
      ')',
      '{',
      '}',
      '{{',
      'a',
      'if(',
      'not ',
      ' and ',
      '1',
      '.',
      '-',
      '==',
      ',',
      'title',
      '{#',
      '\u0000',
      '💥',
    ),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        scraps.map((parts) => parts.join('')),
      ),
      (written) => {
        for (const { node, fault } of [parseExpression(written), parseCondition(written)]) {
          if (fault === undefined) printExpression(node)
          else if (fault.at < 0 || fault.at > written.length) return false
        }
        return true
      },
    ),
    { numRuns: 2_000 },
  )
})

const kinds: [string, Record<string, unknown>][] = [
  ['title', { kind: 'text' }],
  ['count', { kind: 'integer' }],
  ['price', { kind: 'decimal' }],
  ['ratio', { kind: 'number' }],
  ['serial', { kind: 'integer', bigint: true }],
  ['done', { kind: 'boolean' }],
  ['day', { kind: 'date' }],
  ['tags', { kind: 'enum', many: true, options: ['a', 'b'] }],
  ['extra', { kind: 'json' }],
  ['true', { kind: 'longText' }],
]

function typeWith(node: ExpressionNode): ContentType | undefined {
  const fields = [
    ...kinds.map(([name, settings]) => ({ name, ...settings })),
    { name: 'result', kind: 'computed', expression: printExpression(node) },
  ]
  const { type } = parseContentTypeInput({ name: 'thing', fields }, { model: aModel(), newId: anId })
  return type === undefined ? undefined : linkTypes([type])[0]
}

t.test('an expression that was accepted gives a value or nothing for any content, and never throws', async (t) => {
  let accepted = 0
  fc.assert(
    fc.property(fc.oneof(nodes.node, template), fc.array(fc.jsonValue(), { minLength: 10, maxLength: 10 }), (node, values) => {
      const type = typeWith(node)
      if (type === undefined) return true
      accepted += 1
      const content = Object.fromEntries(type.fields.slice(0, 10).map((field, index) => [field.id, values[index] as Json]))
      const result = withComputed(type, content)[type.fields.at(-1)?.id ?? '']
      return result === undefined || ['string', 'boolean'].includes(typeof result) || Number.isFinite(result)
    }),
    { numRuns: 1_500 },
  )
  t.ok(accepted > 100, `${accepted} were accepted`)
})

t.test('exact numbers keep the laws of whole numbers, whatever the point', async () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: 0, max: 20 }))
    .map(([units, scale]) => ({ units, scale }))
  const over = (value: { units: bigint; scale: number }, scale: number) => value.units * 10n ** BigInt(scale - value.scale)
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const again = parseExact(exactText(a))
      if (again === null || compareExact(again, a) !== 0) return false
      const [sum, product, rest, quotient] = [addExact(a, b), multiplyExact(a, b), remainderExact(a, b), divideExact(a, b)]
      if (sum === null || over(sum, 40) !== over(a, 40) + over(b, 40)) return false
      if (product === null || over(product, 80) !== over(a, 40) * over(b, 40)) return false
      if (b.units === 0n) return rest === null && quotient === null
      if (rest === null || over(rest, 40) !== over(a, 40) % over(b, 40) || quotient === null) return false
      // The quotient is off by less than one in its last place.
      const back = multiplyExact(quotient, b)
      const off = back === null ? null : over(back, 120) - over(a, 120)
      const most = over({ units: b.units < 0n ? -b.units : b.units, scale: b.scale }, 120 - quotient.scale)
      return off !== null && (off < 0n ? -off : off) <= most
    }),
    { numRuns: 500 },
  )
})

t.test('searching a long text for a long one finds what is there, and takes no time of its own where it almost is', async (t) => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1_500, maxLength: 2_000 })
  fc.assert(
    fc.property(letters, fc.nat({ max: 400 }), fc.nat({ max: 1_000 }), (text, from, length) => {
      const sought = text.slice(from, from + 900 + length)
      return includesText(text, sought) && includesText(text, `${sought}c`) === text.includes(`${sought}c`)
    }),
    { numRuns: 200 },
  )
  t.notOk(includesText('a'.repeat(1_000_000), `${'a'.repeat(400_000)}b`))
})
