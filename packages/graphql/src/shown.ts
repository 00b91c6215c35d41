import type { GraphQLResolveInfo } from 'graphql'

/** A JSON object of an answer. */
export type Values = Readonly<Record<string, unknown>>

/**
 * Which of the reads behind a field of the root has what a selection asks for: the first nearly always, another one where the same thing was
 * asked for in several ways (an alias with other arguments, rich text in another form).
 */
export interface Shape {
  /** The read that has what is asked for without arguments. */
  variant: number
  /** By type and response key. */
  below: Map<string, Shape>
}

/** An entry or component in an answer: the same one out of each read, and the part of the document that it is shown by. */
export interface Shown {
  shape: Shape
  values: readonly (Values | undefined)[]
}

/** What a resolver is given beside the object that it is a field of. */
export type Resolving<Context = unknown> = [args: unknown, context: Context, info: GraphQLResolveInfo]

function valueIn({ shape, values }: Shown, name: string): unknown {
  return values[shape.variant]?.[name]
}

export function resolveValue(shown: Shown, ...[, , { fieldName }]: Resolving): unknown {
  return valueIn(shown, fieldName)
}

export function shapeBelow({ below }: Shape, { parentType, path }: GraphQLResolveInfo): Shape {
  const shape = below.get(`${parentType.name}.${path.key}`)
  if (shape === undefined) throw new Error(`Nothing was planned for ${parentType.name}.${path.key}`)
  return shape
}

/** Rich text is a value of whichever read has it in the form that was asked for. */
export function resolveRichText({ shape, values }: Shown, ...[, , info]: Resolving): unknown {
  return values[shapeBelow(shape, info).variant]?.[info.fieldName]
}

/** Objects below, each out of all reads; their places are the same in every read that is asked for them. */
export function resolveInside({ shape, values }: Shown, ...[, , info]: Resolving): unknown {
  const below = shapeBelow(shape, info)
  const all = values.map((one) => one?.[info.fieldName])
  const here = all[below.variant]
  if (Array.isArray(here))
    return isObjects(here)
      ? here.map(
          (_, index): Shown => ({ shape: below, values: all.map((list) => asValues(Array.isArray(list) ? list[index] : undefined)) }),
        )
      : here
  return asValues(here) === undefined ? here : { shape: below, values: all.map(asValues) }
}

function isObjects(list: readonly unknown[]): boolean {
  return list.every((item) => asValues(item) !== undefined)
}

function asValues(value: unknown): Values | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : undefined
}

export function resolveEntry(shown: Shown): unknown {
  return valueIn(shown, '_type')
}

export function resolveBlock(shown: Shown): unknown {
  return valueIn(shown, '_block')
}
