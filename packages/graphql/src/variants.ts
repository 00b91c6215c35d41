import { canonicalJson, type RichTextForm } from '@verso/model'
import { tooLarge } from './document-fault.ts'
import { graphLimits } from './graph-limits.ts'

/** One read of the several that a field of the root may come to. */
export interface Variant {
  /** Dotted paths. */
  select: Set<string>
  /** Options of included references, by path; true for none. */
  include: Map<string, true | Record<string, unknown>>
  /** Undefined while no rich text is asked for. */
  richText: RichTextForm | null | undefined
}

/** What a read must be able to give beside what it gives already. */
export interface Wish {
  /** The paths of the references above, outermost first. */
  ancestors: readonly string[]
  include?: { path: string; options: true | Record<string, unknown> }
  richText?: RichTextForm | null
}

/** All reads of a document. */
export interface ReadCount {
  left: number
}

export function newVariant(count: ReadCount): Variant {
  count.left -= 1
  if (count.left < 0)
    throw tooLarge(`A document comes to at most ${graphLimits.reads} reads: fields of the root, and lists in several ways`)
  return { select: new Set(), include: new Map(), richText: undefined }
}

/**
 * The place of a read that fits a wish, and what stands above it: the one that has what stands above, else another, else a new one. A read
 * includes a reference in one way and has one form of rich text; whoever asks for two pays for two.
 */
export function fitVariant(variants: Variant[], wish: Wish & { from: number; count: ReadCount }): number {
  const from = variants[wish.from]
  if (from === undefined) throw new Error('A read is missing that something was to be found in')
  const above = wish.ancestors.map((path) => [path, from.include.get(path) ?? true] as const)
  const includes = wish.include === undefined ? above : [...above, [wish.include.path, wish.include.options] as const]
  const order = [wish.from, ...variants.keys()]
  const found = order.find((index) => fits(variants[index], { includes, richText: wish.richText }))
  const index = found ?? variants.push(newVariant(wish.count)) - 1
  const variant = variants[index]
  if (variant === undefined) return index
  for (const [path, options] of includes) variant.include.set(path, options)
  if (wish.richText !== undefined) variant.richText = wish.richText
  return index
}

interface Needed {
  includes: readonly (readonly [path: string, options: true | Record<string, unknown>])[]
  richText: RichTextForm | null | undefined
}

function fits(variant: Variant | undefined, { includes, richText }: Needed): boolean {
  if (variant === undefined) return false
  const isForm = richText === undefined || variant.richText === undefined || variant.richText === richText
  return isForm && includes.every(([path, options]) => isSame(variant.include.get(path) ?? options, options))
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || canonicalJson(one) === canonicalJson(other)
}
