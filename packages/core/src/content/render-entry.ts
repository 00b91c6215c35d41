import type { ContentType, Field, Model } from '@verso/model'
import { fieldKinds } from '@verso/model'
import type { PublishedRow } from '@verso/data'
import type { IncludePlan, Selection } from '@verso/query'
import type { RenderContext } from './render-context.ts'
import { renderMedia, renderRichText } from './render-media.ts'

/** What to give of an entry: its members, and the references to load. */
export interface Wanted {
  selection: Selection
  include: IncludePlan[]
}

/** Where in an answer something is rendered: inside which entries, outermost first. */
export interface Place {
  context: RenderContext
  ancestors: readonly string[]
}

interface FieldOut {
  field: Field
  /** `"name":` as JSON text. */
  label: string
  include: IncludePlan | undefined
}

/** The JSON text of one entry: stored pieces are joined as they are; only references and media are looked up. */
export function renderEntry(row: PublishedRow, wanted: Wanted, place: Place): string {
  const { context } = place
  const type = typeOf(row, context.model)
  context.shown.entries.add(row.id)
  const parts = wanted.selection.system.map((name) => systemMember[name]?.(row, type) ?? '')
  const inside = { context, ancestors: [...place.ancestors, row.id] }
  const positions = positionsOf(row.layout)
  for (const out of fieldsOut(type, wanted)) {
    const position = positions.get(out.field.id)
    const piece = position === undefined ? undefined : row.pieces[position]
    parts.push(out.label + renderField(piece, out, inside))
  }
  return `{${parts.join(',')}}`
}

function typeOf(row: PublishedRow, model: Model): ContentType {
  const type = model.types.find((candidate) => candidate.id === row.typeId)
  if (type === undefined) throw new Error(`Type ${row.typeId} of entry ${row.id} is not in the model that it was read with`)
  return type
}

/** JSON text of the members that are Verso's, by name. */
const systemMember: Record<string, (row: PublishedRow, type: ContentType) => string> = {
  _id: (row) => `"_id":"${row.id}"`,
  _type: (_row, type) => `"_type":"${type.name}"`,
  _locale: (row) => `"_locale":"${row.locale}"`,
  _revision: (row) => `"_revision":${row.revision}`,
  _publishedAt: (row) => `"_publishedAt":"${row.publishedAt.toISOString()}"`,
  _firstPublishedAt: (row) => `"_firstPublishedAt":"${row.firstPublishedAt.toISOString()}"`,
  _updatedAt: (row) => `"_updatedAt":"${row.updatedAt.toISOString()}"`,
}

// A plan's selections and a version's layouts live as long as they are used; what is worked out from them is kept beside them.
const outsBySelection = new WeakMap<Selection, FieldOut[]>()
const positionsByLayout = new WeakMap<readonly string[], Map<string, number>>()

function fieldsOut(type: ContentType, { selection, include }: Wanted): FieldOut[] {
  const known = outsBySelection.get(selection)
  if (known !== undefined) return known
  const outs = selection.fields.flatMap((id) => {
    const field = type.fields.find((candidate) => candidate.id === id)
    if (field === undefined) return []
    return [{ field, label: `"${field.name}":`, include: include.find((one) => one.fieldId === id) }]
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
  if (piece === undefined || piece === 'null') return emptyText(out.field)
  if (out.field.kind === 'richText') return renderRichText(piece, place.context)
  switch (fieldKinds[out.field.kind].resolution) {
    case 'none':
      return piece
    case 'media':
      return renderMedia(piece, place.context)
    case 'reference':
      return renderReference(piece, out, place)
  }
}

/** Every readable field is always there: `null` where it holds one value, `[]` where it holds many. */
function emptyText(field: Field): string {
  return field.many === true || field.kind === 'richText' ? '[]' : 'null'
}

interface StoredReference {
  _ref: string
}

function renderReference(piece: string, out: FieldOut, place: Place): string {
  const stored = JSON.parse(piece) as StoredReference | StoredReference[]
  if (!Array.isArray(stored)) return renderTarget(stored._ref, out, place) ?? 'null'
  const rendered = stored.map(({ _ref }) => renderTarget(_ref, out, place)).filter((text) => text !== null)
  return `[${(out.include === undefined ? rendered : rendered.slice(0, out.include.limit)).join(',')}]`
}

/** The target, or its address where it isn't included or stands above itself; null where it isn't there for this reader. */
function renderTarget(id: string, out: FieldOut, place: Place): string | null {
  const { context, ancestors } = place
  const target = context.read.targets.get(id)
  if (target === undefined) return null
  const type = typeOf(target, context.model)
  const selection = out.include?.selection[type.id]
  if (selection === undefined || ancestors.includes(id)) return `{"_ref":"${id}","_type":"${type.name}"}`
  const include = out.include?.include[type.id] ?? []
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
