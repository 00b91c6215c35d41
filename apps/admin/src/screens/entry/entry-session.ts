import type { ActorRef, ContentTypeView, EntryView, RevisionView, SaveConflict, SavedEntryView } from '@verso/contract'
import type { Json } from '@verso/model'
import { api } from '../../api/client.ts'
import { createSignal, type Signal } from '../../api/signal.ts'
import type { FindComponent } from '../../fields/nested/inner-place.ts'
import { defaultValues, fieldsOf, type ValuePlace, type Values, valuePlaces, valuesOf } from './entry-values.ts'
import { createFormStore, type FormStore } from './form-store.ts'
import { createKeeper, type KeptEdits, keptKey } from './kept-edits.ts'
import { type OpenConflict, openConflicts, withChoice } from './open-conflict.ts'
import { type MetValue, rebaseValue } from './rebase-value.ts'
import { sameJson } from './same-json.ts'
import { faultsOf, knownPlace } from './value-faults.ts'
import { createSaveLoop, type SaveLoop, saveNow, scheduleSave, settleSaved } from './save-loop.ts'

export type ConflictChoice = 'base' | 'mine' | 'theirs'

interface MergeNote {
  by: ActorRef[]
  pointers: string[]
}

/** One entry being edited: what is on the screen, what the server has, and the way from one to the other. */
export interface EntrySession {
  options: SessionOptions
  places: readonly ValuePlace[]
  form: FormStore
  loop: SaveLoop
  entry: Signal<EntryView | null>
  conflicts: Signal<readonly OpenConflict[]>
  mergeNote: Signal<MergeNote | null>
  /** When something typed earlier was taken from this device. */
  restoredAt: Signal<string | null>
  beforeRestore: Map<string, Json | undefined>
  /** What the server had at `baseRevision`. */
  base: Values
  baseRevision: number | null
  /** What was changed here since the last answer. */
  touched: Set<string>
  /** A value inside others that is to be seen now, whatever is folded around it. */
  revealed: Signal<{ pointer: string } | null>
  keep: (key: string, edits: KeptEdits | null) => Promise<void>
}

export interface SessionOptions {
  type: ContentTypeView
  locales: readonly string[]
  defaultLocale: string
  userId: string
  /** All types, among them the components that fields of this one hold. */
  types: readonly ContentTypeView[]
  findComponent: FindComponent
  entry: EntryView | null
  kept: KeptEdits | null
  onSaved: (entry: EntryView, isNew: boolean) => void
}

export function createEntrySession(options: SessionOptions): EntrySession {
  const { type, locales, defaultLocale, entry, kept } = options
  const places = valuePlaces(type, locales)
  const base = entry === null ? defaultValues(places, defaultLocale) : valuesOf(entry.fields, places)
  const form = createFormStore(base)
  const session: EntrySession = {
    options,
    places,
    form,
    loop: createSaveLoop({
      form,
      places,
      faultsOf: (issues) => faultsOf(issues, session),
      savedAt: entry?.updatedAt ?? null,
      changes: () => changesOf(session),
      needsPerson: () => session.conflicts.get().length > 0 || form.isUnfinished(),
      keep: () => keepEdits(session),
      send: (changes) => send(session, changes),
      meetConflict: (conflicts) => meetConflict(session, conflicts),
    }),
    entry: createSignal(entry),
    conflicts: createSignal<readonly OpenConflict[]>([]),
    mergeNote: createSignal<MergeNote | null>(null),
    restoredAt: createSignal<string | null>(null),
    beforeRestore: new Map(),
    base,
    baseRevision: entry?.revision ?? null,
    touched: new Set(),
    revealed: createSignal<{ pointer: string } | null>(null),
    keep: createKeeper().keep,
  }
  if (kept !== null) restore(session, kept)
  return session
}

/** Somebody typed. It lies on this device before the request for it leaves. */
export function editValue(session: EntrySession, pointer: string, value: Json | null): void {
  session.touched.add(pointer)
  session.form.edit(pointer, value)
  void keepEdits(session)
  scheduleSave(session.loop)
}

/** Sends what is waiting now; true when all is saved afterwards. */
export async function saveSession(session: EntrySession): Promise<boolean> {
  await saveNow(session.loop)
  return unsaved(session).length === 0
}

/** Takes what a verb answered, in place of everything here. */
export function adoptEntry(session: EntrySession, view: EntryView): void {
  session.touched.clear()
  session.conflicts.set([])
  session.mergeNote.set(null)
  session.restoredAt.set(null)
  session.form.setIssues('publish', new Map())
  session.form.setIssues('save', new Map())
  take(session, view, { sent: new Map(), before: session.base })
  settleSaved(session.loop, view.updatedAt)
}

/** A value that two people changed gets one of the three; saving goes on with it. */
export function resolveConflict(session: EntrySession, pointer: string, choice: ConflictChoice): void {
  const conflict = session.conflicts.get().find(({ path }) => path === pointer)
  if (conflict === undefined) return
  session.conflicts.set(session.conflicts.get().filter((other) => other !== conflict))
  const known = knownPlace(pointer, session)
  if (choice === 'mine' || known === undefined) {
    scheduleSave(session.loop)
    return
  }
  const { pointer: place } = known.place
  editValue(
    session,
    place,
    withChoice(session.form.get(place), place, { conflict, next: choice === 'base' ? conflict.base : conflict.theirs }),
  )
}

/** Puts the values back that stood there before this device's text came in. */
export function dropRestored(session: EntrySession): void {
  for (const [pointer, value] of session.beforeRestore) editValue(session, pointer, value ?? null)
  session.restoredAt.set(null)
}

/** Whether something on the screen isn't at the server yet. */
export function unsaved({ touched, form, base }: EntrySession): string[] {
  return [...touched].filter((pointer) => !sameJson(form.get(pointer), base.get(pointer)))
}

function changesOf(session: EntrySession): Values {
  const open = session.conflicts.get()
  return new Map(
    unsaved(session).flatMap((pointer) =>
      open.some(({ path }) => path === pointer || path.startsWith(`${pointer}/`)) ? [] : [[pointer, session.form.get(pointer)]],
    ),
  )
}

function keepEdits(session: EntrySession): Promise<void> {
  const values = Object.fromEntries(unsaved(session).map((pointer) => [pointer, session.form.get(pointer) ?? null]))
  const open = session.conflicts.get().flatMap(({ since }) => since ?? [])
  const edits = { baseRevision: open.length === 0 ? session.baseRevision : Math.min(...open), values, at: new Date().toISOString() }
  return session.keep(keyOf(session, session.entry.get()), Object.keys(values).length === 0 ? null : edits)
}

function keyOf({ options }: EntrySession, entry: EntryView | null): string {
  return keptKey({ userId: options.userId, entryId: entry?.id ?? null, typeName: options.type.name })
}

async function send(session: EntrySession, changes: Values): Promise<void> {
  const id = session.entry.get()?.id
  const fields = fieldsOf(changes, session.places)
  const request =
    id === undefined
      ? api.post<SavedEntryView>('/entries', { type: session.options.type.name, fields })
      : api.patch<SavedEntryView>(`/entries/${id}`, { fields, baseRevision: session.baseRevision })
  const { merged, mergedPaths = [], mergedBy = [], ...view } = await request
  const since = session.baseRevision
  const met = take(session, view, { sent: changes, before: beganFrom(session, { view, changes, mergedPaths }) })
  const about = { by: mergedBy[0] ?? null, at: view.updatedAt, since }
  if (met.length > 0)
    ask(
      session,
      met.map((value) => ({ ...value, ...about })),
    )
  if (merged === true && mergedPaths.length > 0) session.mergeNote.set({ by: mergedBy, pointers: mergedPaths })
}

/** What the values on the screen began from: where others' changes came into what was sent, that; else what became of it. */
function beganFrom(
  session: EntrySession,
  { view, changes, mergedPaths }: { view: EntryView; changes: Values; mergedPaths: readonly string[] },
): Values {
  const next = valuesOf(view.fields, session.places)
  const isMerged = (pointer: string) => mergedPaths.some((path) => path === pointer || path.startsWith(`${pointer}/`))
  const sent = [...changes].map(([pointer, value]) => [pointer, isMerged(pointer) ? value : next.get(pointer)] as const)
  return new Map([...session.base, ...sent])
}

async function meetConflict(session: EntrySession, found: SaveConflict[]): Promise<void> {
  const id = session.entry.get()?.id
  const since = session.baseRevision
  if (id === undefined) return
  const [latest, began] = await Promise.all([
    api.get<EntryView>(`/entries/${id}`),
    api.get<RevisionView>(`/entries/${id}/revisions/${since ?? 1}`),
  ])
  const before = valuesOf(began.fields, session.places)
  const met = take(session, latest, { sent: new Map(), before })
  const { places, form, base } = session
  ask(
    session,
    openConflicts(found, { places, met, latest: base, before, form }).map((conflict) => ({ ...conflict, since })),
  )
}

/** A value that is met again is asked about once. */
function ask(session: EntrySession, met: readonly OpenConflict[]): void {
  const others = session.conflicts.get().filter(({ path }) => !met.some((conflict) => conflict.path === path))
  session.conflicts.set([...others, ...met])
  void keepEdits(session)
}

/**
 * What nobody touched here takes the server's value. What was typed since is never replaced: it comes on top of the server's value, and where
 * both changed one value it is given back to be asked about.
 */
function take(session: EntrySession, view: EntryView, { sent, before }: { sent: Values; before: Values }): MetValue[] {
  const { form, places, touched } = session
  const isNew = session.entry.get() === null
  if (isNew) void session.keep(keyOf(session, null), null)
  session.base = valuesOf(view.fields, places)
  session.baseRevision = view.revision
  const met = places.flatMap((place) => {
    const { pointer } = place
    const [mine, theirs] = [form.get(pointer), session.base.get(pointer)]
    if (sent.has(pointer) && sameJson(mine, sent.get(pointer))) touched.delete(pointer)
    const isMine = touched.has(pointer)
    const { value, conflicts } = isMine
      ? rebaseValue(place, { base: before.get(pointer), mine, theirs }, session.options.types)
      : { value: theirs, conflicts: [] }
    if (!sameJson(mine, value)) form.adopt(pointer, value)
    return conflicts
  })
  session.entry.set(view)
  session.options.onSaved(view, isNew)
  void keepEdits(session)
  return met
}

function restore(session: EntrySession, { values, at, baseRevision }: KeptEdits): void {
  for (const { pointer } of session.places) {
    const value = values[pointer]
    if (value === undefined || sameJson(value, session.base.get(pointer))) continue
    session.beforeRestore.set(pointer, session.base.get(pointer))
    session.touched.add(pointer)
    session.form.edit(pointer, value)
    session.restoredAt.set(at)
  }
  if (session.restoredAt.get() !== null && baseRevision !== null && session.baseRevision !== null)
    session.baseRevision = Math.min(baseRevision, session.baseRevision)
}
