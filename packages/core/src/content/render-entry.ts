import type { ContentType, Field, Model } from '@verso/model'
import { fieldKinds, isNested, type Json, namesBeside, presentValue } from '@verso/model'
import { idsIn, type PublishedRow } from '@verso/data'
import { type Chosen, entriesBeside, includedAt, type IncludePlan, pickTargets, type Selection } from '@verso/query'
import type { FieldOut } from './field-out.ts'
import { type Fragment, fragmentOf, type Hole } from './fragment.ts'
import type { Wanted } from './included-entries.ts'
import type { RenderContext } from './render-context.ts'
import { renderMedia } from './render-media.ts'
import { type Includes, type InsideOut, renderNested } from './render-nested.ts'
import { renderRichText } from './render-rich-text.ts'
import { valueSources } from './value-sources.ts'

/** Where in an answer something is rendered: inside which entries, outermost first. */
export interface Place {
  context: RenderContext
  ancestors: readonly string[]
}

/** The JSON text of one entry: stored pieces are joined as they are; only references and media are looked up. */
export function renderEntry(row: PublishedRow, wanted: Wanted, place: Place): string {
  const { context } = place
  context.shown.entries.add(row.id)
  const { fragments } = context
  if (fragments === null || wanted.alsoInclude !== undefined) return renderParts(partsOf(row, wanted, context), row, place)
  const known = fragments.rendered(row, wanted.selection)
  const fragment = known ?? fragmentOf(partsOf(row, wanted, context))
  if (known === undefined) fragments.keepRendered(row, wanted.selection, fragment)
  return renderParts(fragment.parts, row, place)
}

function renderParts(parts: Fragment['parts'], row: PublishedRow, { context, ancestors }: Place): string {
  const [whole] = parts
  if (parts.length === 1 && typeof whole === 'string') return whole
  const inside = { context, ancestors: [...ancestors, row.id] }
  let text = ''
  for (const part of parts) text += typeof part === 'string' ? part : renderHole(part, inside)
  return text
}

function renderHole({ out, piece, ids }: Hole, place: Place): string {
  return ids === null || piece === undefined ? renderField(piece, out, place) : renderReference({ piece, ids }, out, place)
}

/** The members in their order: as text, where that depends on the publication alone, and holes between. */
function partsOf(row: PublishedRow, wanted: Wanted, context: RenderContext): (string | Hole)[] {
  const type = typeOf(row, context.model)
  const outs = fieldsOut(type, wanted, context)
  if (context.sources !== null) context.sources.set(row.id, valueSources(row, fieldsIn(outs)))
  const positions = positionsOf(row.layout)
  const parts: (string | Hole)[] = []
  let text = '{'
  for (const name of wanted.selection.system) text += `${text === '{' ? '' : ','}${systemMember[name]?.(row, type, context) ?? ''}`
  for (const out of outs) {
    const position = positions.get(out.field.id)
    const piece = position === undefined ? undefined : row.pieces[position]
    const fixed = isFixed(piece, out, context) ? renderField(piece, out, { context, ancestors: [] }) : null
    for (const label of out.labels) {
      text += text === '{' && parts.length === 0 ? label : `,${label}`
      if (fixed !== null) text += fixed
      else {
        parts.push(text, holeOf(out, piece))
        text = ''
      }
    }
  }
  parts.push(`${text}}`)
  return parts
}

function fieldsIn(outs: readonly FieldOut[]): Field[] {
  return outs.map(({ field }) => field)
}

function holeOf(out: FieldOut, piece: string | undefined): Hole {
  const isReference = out.nested === null && fieldKinds[out.field.kind].resolution === 'reference' && out.field.kind !== 'richText'
  return { out, piece, ids: isReference && piece !== undefined ? idsIn(piece, 'reference') : null }
}

/** Whether a value leads nowhere: ids are written by Verso alone, and a quote inside of text is escaped in JSON. */
function isFixed(piece: string | undefined, { field, nested }: FieldOut, { richText }: RenderContext): boolean {
  const mayHoldText = field.kind === 'richText' || nested !== null
  if (mayHoldText && richText !== null) return false
  if (piece === undefined || piece === 'null') return true
  if (mayHoldText) return !piece.includes('"_ref"') && !piece.includes('"_media"')
  return fieldKinds[field.kind].resolution === 'none'
}

const typesByModel = new WeakMap<Model, Map<string, ContentType>>()

export function typeOf(row: PublishedRow, model: Model): ContentType {
  const known = typesByModel.get(model) ?? new Map(model.types.map((type) => [type.id, type]))
  typesByModel.set(model, known)
  const type = known.get(row.typeId)
  if (type === undefined) throw new Error(`Type ${row.typeId} of entry ${row.id} is not in the model that it was read with`)
  return type
}

/** JSON text of the members that are Verso's, by name. */
const systemMember: Record<string, (row: PublishedRow, type: ContentType, context: RenderContext) => string> = {
  _id: (row) => `"_id":"${row.id}"`,
  _type: (_row, type) => `"_type":"${type.name}"`,
  _locale: (row) => `"_locale":"${row.locale}"`,
  _revision: (row) => `"_revision":${row.revision}`,
  _publishedAt: (row) => `"_publishedAt":"${row.publishedAt}"`,
  _firstPublishedAt: (row) => `"_firstPublishedAt":"${row.firstPublishedAt}"`,
  _updatedAt: (row) => `"_updatedAt":"${row.updatedAt}"`,
  _path: (row) => `"_path":${JSON.stringify(row.path)}`,
  _parent: (row) => `"_parent":${JSON.stringify(row.parentId)}`,
  _score: (row) => `"_score":${row.score ?? 0}`,
  _highlights: (row, type, { highlights }) => `"_highlights":${highlights?.(row, type) ?? '{}'}`,
}

// A plan's selections and a version's layouts live as long as they are used; what is worked out from them is kept beside them.
const outsBySelection = new WeakMap<Selection, FieldOut[]>()
const positionsByLayout = new WeakMap<readonly string[], Map<string, number>>()

function fieldsOut(type: ContentType, { selection, include, alsoInclude = [] }: Wanted, { now }: RenderContext): FieldOut[] {
  const known = outsBySelection.get(selection)
  if (known !== undefined) return known
  const outs = selection.fields.flatMap((id) => {
    const field = type.fields.find((candidate) => candidate.id === id)
    if (field === undefined) return []
    const ways = [include, ...alsoInclude].map((one) => one.filter(({ fieldId }) => fieldId === id))
    const nested = isNested(field) ? { field, selection, ways } : null
    const labels = [field.name, ...namesBeside(type, field, now)].map((name) => `"${name}":`)
    return [{ field, labels, includes: ways.map((one) => includedAt(one, { fieldId: id })), nested }]
  })
  outsBySelection.set(selection, outs)
  return outs
}

function positionsOf(layout: readonly string[]): Map<string, number> {
  const known = positionsByLayout.get(layout)
  if (known !== undefined) return known
  const positions = new Map(layout.map((id, index) => [id, index]))
  positionsByLayout.set(layout, positions)
  return positions
}

function renderField(piece: string | undefined, out: FieldOut, place: Place): string {
  if (out.field.kind === 'richText') return renderWords(piece, out, place)
  if (piece === undefined || piece === 'null') return emptyText(out.field)
  if (out.nested !== null) return renderNested(JSON.parse(piece) as Json, out.nested, (value, inner) => renderInside(value, inner, place))
  switch (fieldKinds[out.field.kind].resolution) {
    case 'none':
      return piece
    case 'media':
      return renderMedia(piece, place.context)
    case 'reference':
      return renderReference({ piece, ids: idsIn(piece, 'reference') }, out, place)
  }
}

/** A value inside a component, which has been taken out of its piece. */
function renderInside(value: Json | undefined, { field, includes }: InsideOut, place: Place): string {
  const piece = value === undefined ? undefined : JSON.stringify(value)
  return renderField(piece, { field, includes, labels: [], nested: null }, place)
}

/** Every readable field is always there: `null` where it holds one value, `[]` where it holds many. */
function emptyText(field: Field): string {
  return JSON.stringify(presentValue(field))
}

/** A rich text; for a document that asks for its entries these stand beside it, as a member of their own, each once. */
function renderWords(piece: string | undefined, out: FieldOut, place: Place): string {
  const { context } = place
  const [include] = out.includes
  if (!context.asDocument || include === undefined) return renderRichText(piece, context, richTextTarget(out, place))
  const text = renderRichText(piece, context, (id) => renderTarget(id, undefined, place))
  const present = [...new Set(piece === undefined ? [] : idsIn(piece, 'reference'))].filter((id) => context.read.targets.has(id))
  const entries = pickTargets(present, include, context.read.chosen).flatMap((id) => renderTarget(id, include, place) ?? [])
  return `${text},"${entriesBeside(out.field)}":[${entries.join(',')}]`
}

/** The first so many entries of a rich text that are chosen are loaded with it; the others are named by their address. */
function richTextTarget({ includes }: FieldOut, place: Place): (id: string) => string | null {
  const loaded = new Set<string>()
  const include = includes.length === 1 ? includes[0] : undefined
  const chosen = include?.pick === undefined ? undefined : place.context.read.chosen.get(include)
  return (id) => {
    const isOver = include !== undefined && !loaded.has(id) && (loaded.size >= include.limit || chosen?.has(id) === false)
    if (!isOver) loaded.add(id)
    return renderTarget(id, isOver ? undefined : include, place)
  }
}

function renderReference({ piece, ids }: { piece: string; ids: readonly string[] }, { includes }: FieldOut, place: Place): string {
  const { targets, chosen } = place.context.read
  const only = includes.length === 1 ? includes[0] : undefined
  const present = ids.filter((id) => targets.has(id))
  const texts: string[] = []
  for (const id of pickedOf(present, includes, chosen)) {
    const text = renderTarget(id, only, place)
    if (text !== null) texts.push(text)
  }
  return piece.startsWith('[') ? `[${texts.join(',')}]` : (texts[0] ?? 'null')
}

/** What any of the ways chose: the whole list where one of them shows it as it is. */
function pickedOf(present: string[], includes: Includes, chosen: Chosen): string[] {
  const plans = includes.filter((plan) => plan !== undefined)
  if (plans.length < includes.length) return present
  return [...new Set(plans.flatMap((plan) => pickTargets(present, plan, chosen)))]
}

/** The target, or its address where it isn't included, comes beside the data or stands above itself; null where it isn't there for this reader. */
function renderTarget(id: string, plan: IncludePlan | undefined, place: Place): string | null {
  const { context, ancestors } = place
  const target = context.read.targets.get(id)
  if (target === undefined) return null
  const type = typeOf(target, context.model)
  const selection = plan?.selection[type.id]
  const include = plan?.include[type.id] ?? []
  if (selection !== undefined && context.included !== null) context.included.add(target, { selection, include })
  const isCycle = ancestors.includes(id) && !context.asDocument
  if (selection === undefined || context.included !== null || isCycle) return `{"_ref":"${id}","_type":"${type.name}"}`
  return include.length > 0 ? renderEntry(target, { selection, include }, place) : renderLeaf(target, selection, place)
}

/** A target from which nothing more is loaded looks the same wherever it stands: an author of twenty articles is rendered once. */
function renderLeaf(target: PublishedRow, selection: Selection, place: Place): string {
  const { leaves } = place.context
  const held = leaves.get(selection) ?? new Map<string, string>()
  leaves.set(selection, held)
  const known = held.get(target.id)
  if (known !== undefined) return known
  const text = renderEntry(target, { selection, include: [] }, place)
  held.set(target.id, text)
  return text
}
