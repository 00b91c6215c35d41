import { contentLeaves, type Field, type Json } from '@verso/model'
import { type Chosen, includedAt, type IncludePlan, pickTargets, type Selection } from '@verso/query'
import { chooseTargets, type Picking } from './choose-targets.ts'
import { idsIn } from './ids-in.ts'
import { type FieldPosition, positionsOf, type Resolvable } from './resolvable-fields.ts'
import type { Languages } from './languages.ts'
import { publishedByIdStatement } from './published-statements.ts'
import { type RawPublished, toPublishedRows } from './published-row.ts'
import type { Previewed } from './previewed.ts'
import { readMedia } from './read-media.ts'
import type { HeldRows, PublishedRead, PublishedRow } from './reads.ts'
import type { RowRights } from './row-rights.ts'
import type { Source } from './source.ts'

interface State {
  fields: Resolvable
  /** All targets of the first level, where the statement of the rows brought them along; null where it didn't. */
  found: PublishedRow[] | null
  /** Where all targets come from, in place of the database. */
  held?: HeldRows
  /** Whether entries inside rich text are shown by what they are called, for which their bodies are needed. */
  isNamed: boolean
  languages: Languages
  readableTypeIds: string[]
  rights?: RowRights | undefined
  seq: bigint
  previewed: Previewed | undefined
}

/** A row, and what is to be given of it. */
interface Shown {
  row: PublishedRow
  selection: Selection
  include: IncludePlan[]
}

/**
 * What the references and media of some rows lead to, level by level: one statement for each level that isn't there yet, one more where
 * includes of it have conditions or an order, and one for all media.
 * A target that isn't included is looked up too, without its body, since an absent one must not show.
 */
export async function resolveReferences(
  source: Source,
  first: Shown[],
  { fields, found, isNamed, ...state }: State,
): Promise<Resolved | null> {
  const targets = new Map<string, PublishedRow>()
  const chosen = new Map<IncludePlan, Map<string, number>>()
  const mediaIds = new Set<string>()
  const lookedFor = new Set<string>()
  const linked = new Set<string>()
  const done = new Map<Selection, Set<string>>()
  let known = found
  let level = first
  while (level.length > 0) {
    addMedia(mediaIds, level, fields)
    const picking = pickingOf(level, fields)
    if (picking.length > 0) {
      for (const id of picking.flatMap(({ ids }) => [...ids])) lookedFor.add(id)
      const more = await chooseTargets(source, picking, { ...state, at: state.seq })
      for (const [plan, places] of more) chosen.set(plan, places)
    }
    const links = collectLinks(level, { fields, chosen, isNamed })
    for (const id of links.keys()) linked.add(id)
    if (state.held !== undefined) {
      if (!takeHeld(state.held, { links, targets, seq: state.seq })) return null
    } else if (known === null) await load(source, { links, targets, state })
    else keep(targets, { ids: links.keys(), rows: known })
    known = null
    level = [...links].flatMap(([id, includes]) => shownBehind(targets.get(id), { includes, done }))
  }
  for (const id of [...linked, ...mediaIds]) lookedFor.add(id)
  return { targets, chosen, media: mediaIds.size === 0 ? new Map() : await readMedia(source, [...mediaIds], state.seq), lookedFor, linked }
}

export type Resolved = Pick<PublishedRead, 'targets' | 'chosen' | 'media' | 'lookedFor' | 'linked'>

/** Ids of targets, each with the includes that ask for its body: none where only presence matters. */
type Links = Map<string, IncludePlan[]>

function addMedia(mediaIds: Set<string>, level: Shown[], fields: Resolvable): void {
  for (const { row, selection } of level) {
    for (const { position, kind } of positionsOf(row.layout, selection, fields)) {
      if (kind === 'reference') continue
      for (const id of idsIn(row.pieces[position] ?? '', 'media')) mediaIds.add(id)
    }
  }
}

/** The links of one field, or of one field inside a component, and how they are loaded. */
interface Place {
  ids: string[]
  plan: IncludePlan | undefined
  kind: FieldPosition['kind']
}

function placesOf({ row, selection, include }: Shown, fields: Resolvable): Place[] {
  return positionsOf(row.layout, selection, fields).flatMap(({ position, kind, field }): Place[] => {
    const piece = row.pieces[position]
    if (kind === 'media' || piece === undefined || piece === 'null' || piece === '[]') return []
    const plan = kind === 'inside' ? undefined : includedAt(include, { fieldId: field.id })
    const own: Place = { ids: idsIn(piece, 'reference'), plan, kind }
    // A piece with components is taken apart only where something inside it is to be loaded.
    return kind === 'inside' && include.some((one) => one.fieldId === field.id) ? [own, ...placesInside(piece, { field, include })] : [own]
  })
}

function placesInside(piece: string, { field, include }: { field: Field; include: IncludePlan[] }): Place[] {
  return contentLeaves({ fields: [field] }, { [field.id]: JSON.parse(piece) as Json }).flatMap(({ field: leaf, inner, value }): Place[] => {
    if (inner === null || (leaf.kind !== 'reference' && leaf.kind !== 'richText')) return []
    const plan = includedAt(include, { fieldId: field.id, inner })
    return plan === undefined ? [] : [{ ids: idsIn(JSON.stringify(value), 'reference'), plan, kind: leaf.kind }]
  })
}

/** The includes of a level that don't load everything they lead to, with what they lead to. */
function pickingOf(level: Shown[], fields: Resolvable): Picking[] {
  const found = new Map<IncludePlan, Picking & { ids: Set<string> }>()
  for (const shown of level) {
    if (!shown.include.some(({ pick }) => pick !== undefined)) continue
    for (const { ids, plan } of placesOf(shown, fields)) {
      if (plan?.pick === undefined) continue
      const picking = found.get(plan) ?? { plan, pick: plan.pick, ids: new Set() }
      found.set(plan, picking)
      for (const id of ids) picking.ids.add(id)
    }
  }
  return [...found.values()]
}

interface Collecting {
  fields: Resolvable
  chosen: Chosen
  isNamed: boolean
}

/** Asks for the body of an entry, and for nothing behind it. */
const nameOnly: IncludePlan = { fieldId: '', localized: false, many: true, typeIds: [], selection: {}, include: {}, limit: 0 }

function collectLinks(level: Shown[], { fields, chosen, isNamed }: Collecting): Links {
  const links: Links = new Map()
  for (const shown of level) {
    for (const { ids, plan, kind } of placesOf(shown, fields)) {
      const named = isNamed && kind !== 'reference' ? nameOnly : undefined
      // Of a list only what is chosen shows; the words of a rich text keep the addresses of the others.
      if (plan?.pick !== undefined && kind === 'reference') for (const id of pickTargets(ids, plan, chosen)) addLink(links, id, plan)
      else if (plan?.pick !== undefined) for (const id of ids) addLink(links, id, chosen.get(plan)?.has(id) === true ? plan : named)
      else for (const id of ids) addLink(links, id, plan ?? named)
    }
  }
  return links
}

function addLink(links: Links, id: string, plan: IncludePlan | undefined): void {
  const plans = links.get(id)
  if (plans === undefined) links.set(id, plan === undefined ? [] : [plan])
  else if (plan !== undefined && !plans.includes(plan)) plans.push(plan)
}

/** Takes the targets out of what is held; false where one isn't known there at this state, or only without the body that is wanted. */
function takeHeld(held: HeldRows, { links, targets, seq }: { links: Links; targets: Map<string, PublishedRow>; seq: bigint }): boolean {
  if (!held.isOf(seq)) return false
  for (const [id, plans] of links) {
    const target = held.target(id)
    if (target === undefined || (target !== null && plans.length > 0 && isWithoutBody(target))) return false
    if (target !== null) targets.set(id, target)
  }
  return true
}

/** Read for its presence alone. */
function isWithoutBody({ pieces, layout }: PublishedRow): boolean {
  return pieces.length === 0 && layout.length > 0
}

/** Fetches what isn't there yet, or is there without the body that is wanted now. */
async function load(
  source: Source,
  {
    links,
    targets,
    state: { seq, ...state },
  }: { links: Links; targets: Map<string, PublishedRow>; state: Omit<State, 'fields' | 'found' | 'isNamed' | 'held'> },
): Promise<void> {
  const missing = [...links].filter(([id, plans]) => {
    const target = targets.get(id)
    return target === undefined || (plans.length > 0 && isWithoutBody(target))
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
