import { contentLeaves, type Field, type Json } from '@verso/model'
import { includedAt, type IncludePlan, type Selection } from '@verso/query'
import { positionsOf, type Resolvable } from './resolvable-fields.ts'
import type { Languages } from './languages.ts'
import { publishedByIdStatement } from './published-statements.ts'
import { type RawPublished, toPublishedRows } from './published-row.ts'
import { readMedia } from './read-media.ts'
import type { PublishedMedia, PublishedRow } from './reads.ts'
import type { Source } from './source.ts'

interface State {
  fields: Resolvable
  /** All targets of the first level, where the statement of the rows brought them along; null where it didn't. */
  found: PublishedRow[] | null
  /** Whether entries inside rich text are shown by what they are called, for which their bodies are needed. */
  isNamed: boolean
  languages: Languages
  readableTypeIds: string[]
  seq: bigint
}

/** A row, and what is to be given of it. */
interface Shown {
  row: PublishedRow
  selection: Selection
  include: IncludePlan[]
}

/**
 * What the references and media of some rows lead to, level by level: one statement for each level that isn't there yet, and one
 * for all media.
 * A target that isn't included is looked up too, without its body, since an absent one must not show.
 */
export async function resolveReferences(
  source: Source,
  first: Shown[],
  { fields, found, isNamed, ...state }: State,
): Promise<{ targets: Map<string, PublishedRow>; media: Map<string, PublishedMedia> }> {
  const targets = new Map<string, PublishedRow>()
  const mediaIds = new Set<string>()
  const done = new Map<Selection, Set<string>>()
  let known = found
  let level = first
  while (level.length > 0) {
    const links = collectLinks(level, { fields, mediaIds, isNamed })
    if (known === null) await load(source, { links, targets, state })
    else keep(targets, { ids: links.keys(), rows: known })
    known = null
    level = [...links].flatMap(([id, includes]) => shownBehind(targets.get(id), { includes, done }))
  }
  return { targets, media: mediaIds.size === 0 ? new Map() : await readMedia(source, [...mediaIds], state.seq) }
}

/** Ids of targets, each with the includes that ask for its body: none where only presence matters. */
type Links = Map<string, IncludePlan[]>

/** Ids are written by Verso alone, and a quote inside of text is escaped in JSON, so that this finds links and nothing else. */
const linkPattern = { reference: /"_ref":"([0-9a-f-]{36})"/g, media: /"_media":"([0-9a-f-]{36})"/g }

interface Collecting {
  fields: Resolvable
  mediaIds: Set<string>
  isNamed: boolean
}

/** Asks for the body of an entry, and for nothing behind it. */
const nameOnly: IncludePlan = { fieldId: '', localized: false, many: true, typeIds: [], selection: {}, include: {}, limit: 0 }

function collectLinks(level: Shown[], { fields, mediaIds, isNamed }: Collecting): Links {
  const links: Links = new Map()
  for (const { row, selection, include } of level) {
    for (const { position, kind, field } of positionsOf(row.layout, selection, fields)) {
      const piece = row.pieces[position]
      if (piece === undefined || piece === 'null' || piece === '[]') continue
      if (kind !== 'reference') for (const [, id = ''] of piece.matchAll(linkPattern.media)) mediaIds.add(id)
      if (kind === 'media') continue
      const included = kind === 'inside' ? undefined : includedAt(include, { fieldId: field.id })
      const plan = included ?? (isNamed && kind !== 'reference' ? nameOnly : undefined)
      for (const [, id = ''] of piece.matchAll(linkPattern.reference)) addLink(links, id, plan)
      if (kind === 'inside' && include.some((one) => one.fieldId === field.id)) addInside(links, { field, piece, include })
    }
  }
  return links
}

/** A piece with components is taken apart only where something inside it is to be loaded. */
function addInside(links: Links, { field, piece, include }: { field: Field; piece: string; include: IncludePlan[] }): void {
  for (const { field: leaf, inner, value } of contentLeaves({ fields: [field] }, { [field.id]: JSON.parse(piece) as Json })) {
    if (inner === null || (leaf.kind !== 'reference' && leaf.kind !== 'richText')) continue
    const plan = includedAt(include, { fieldId: field.id, inner })
    if (plan === undefined) continue
    for (const [, id = ''] of JSON.stringify(value).matchAll(linkPattern.reference)) addLink(links, id, plan)
  }
}

function addLink(links: Links, id: string, plan: IncludePlan | undefined): void {
  const plans = links.get(id)
  if (plans === undefined) links.set(id, plan === undefined ? [] : [plan])
  else if (plan !== undefined && !plans.includes(plan)) plans.push(plan)
}

/** Fetches what isn't there yet, or is there without the body that is wanted now. */
async function load(
  source: Source,
  {
    links,
    targets,
    state: { seq, ...state },
  }: { links: Links; targets: Map<string, PublishedRow>; state: Omit<State, 'fields' | 'found' | 'isNamed'> },
): Promise<void> {
  const missing = [...links].filter(([id, plans]) => {
    const target = targets.get(id)
    return target === undefined || (plans.length > 0 && target.pieces.length === 0 && target.layout.length > 0)
  })
  if (missing.length === 0) return
  const ids = missing.map(([id]) => id)
  const included = missing.filter(([, plans]) => plans.length > 0).map(([id]) => id)
  const { text, values } = publishedByIdStatement({ ids, included }, { ...state, at: seq, isFirst: false })
  keep(targets, { ids, rows: await toPublishedRows(await source.query<RawPublished>(text, values), source.models, state.languages) })
}

/** In the order of the links, so that the same state gives the same map. */
function keep(targets: Map<string, PublishedRow>, { ids, rows }: { ids: Iterable<string>; rows: PublishedRow[] }): void {
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const id of ids) {
    const row = found.get(id)
    if (row !== undefined) targets.set(id, row)
  }
}

/** An included target is a row of the next level, once for each selection that it is shown by. */
function shownBehind(
  row: PublishedRow | undefined,
  { includes, done }: { includes: IncludePlan[]; done: Map<Selection, Set<string>> },
): Shown[] {
  if (row === undefined) return []
  return includes.flatMap(({ selection: selections, include }) => {
    const selection = selections[row.typeId]
    if (selection === undefined) return []
    const ids = done.get(selection) ?? new Set()
    done.set(selection, ids)
    if (ids.has(row.id)) return []
    ids.add(row.id)
    return [{ row, selection, include: include[row.typeId] ?? [] }]
  })
}
