import type { ActorRef, ContentTypeView, EntryView, PresentPerson, RevisionView, SaveConflict, SavedEntryView } from '@verso/contract'
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
import { createSaveLoop, type SaveGoal, type SaveLoop, saveNow, scheduleSave, settleSaved } from './save-loop.ts'

export type ConflictChoice = 'base' | 'mine' | 'theirs'

interface RestoredText {
  at: string
  from: 'device' | 'server'
}

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
  /** Who else has the entry open now. */
  others: Signal<readonly PresentPerson[]>
  mergeNote: Signal<MergeNote | null>
  /** When what was written earlier came into the form again, and from where. */
  restored: Signal<RestoredText | null>
  beforeRestore: Map<string, Json | undefined>
  /** What the server had at `baseRevision`. */
  base: Values
  baseRevision: number | null
  /** What was changed here since the last answer. */
  touched: Set<string>
  /** What lies in the working copy at the server, on the same base. */
  copied: Map<string, Json | undefined>
  /** What came from earlier is shown, and nobody has said yet that it is to be the draft. */
  isHeld: boolean
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
  onSaved: (entry: EntryView, isNew: boolean) => void
}

export function createEntrySession(options: SessionOptions): EntrySession {
  const { type, locales, defaultLocale, entry } = options
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
      changes: (goal) => changesOf(session, goal),
      isHeld: () => session.isHeld,
      needsPerson: () => session.conflicts.get().length > 0 || form.isUnfinished(),
      keep: () => keepEdits(session),
      send: (changes, goal) => send(session, changes, goal),
      meetConflict: (conflicts) => meetConflict(session, conflicts),
    }),
    entry: createSignal(entry),
    conflicts: createSignal<readonly OpenConflict[]>([]),
    others: createSignal<readonly PresentPerson[]>([]),
    mergeNote: createSignal<MergeNote | null>(null),
    restored: createSignal<RestoredText | null>(null),
    beforeRestore: new Map(),
    base,
    baseRevision: entry?.revision ?? null,
    touched: new Set(),
    copied: new Map(),
    isHeld: false,
    revealed: createSignal<{ pointer: string } | null>(null),
    keep: createKeeper().keep,
  }
  return session
}

/** Somebody typed. It lies on this device before the request for it leaves. */
export function editValue(session: EntrySession, pointer: string, value: Json | null): void {
  session.touched.add(pointer)
  session.isHeld = false
  session.form.edit(pointer, value)
  void keepEdits(session)
  scheduleSave(session.loop)
}

/** Makes what is on the screen the draft now; true when all of it is afterwards. */
export async function saveSession(session: EntrySession): Promise<boolean> {
  session.isHeld = false
  await saveNow(session.loop, 'draft')
  return unsaved(session).length === 0
}

/** Sends what is waiting as far as it goes by itself. */
export async function keepSession(session: EntrySession): Promise<void> {
  await saveNow(session.loop, 'copy')
}

/** Takes what a verb answered, in place of everything here. */
export function adoptEntry(session: EntrySession, view: EntryView): void {
  session.touched.clear()
  session.conflicts.set([])
  session.mergeNote.set(null)
  session.restored.set(null)
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

/** The entry is gone for good: nothing of it is saved or kept any more. */
export function forgetSession(session: EntrySession): void {
  session.touched.clear()
  session.copied.clear()
  void keepEdits(session)
}

/** Whether something on the screen isn't at the server yet. */
export function unsaved({ touched, form, base }: EntrySession): string[] {
  return [...touched].filter((pointer) => !sameJson(form.get(pointer), base.get(pointer)))
}

/** The working copy is told of what was set back, too; and a save names all that is in it, since it closes it. */
function changesOf(session: EntrySession, goal: SaveGoal): Values {
  const { form, copied, touched, base } = session
  const open = session.conflicts.get()
  const isNew = session.entry.get() === null
  const waiting =
    goal === 'draft' || isNew
      ? [...new Set([...unsaved(session), ...copied.keys()])]
      : [...touched].filter((pointer) => !sameJson(form.get(pointer), copied.has(pointer) ? copied.get(pointer) : base.get(pointer)))
  return new Map(
    waiting.flatMap((pointer) =>
      open.some(({ path }) => path === pointer || path.startsWith(`${pointer}/`)) ? [] : [[pointer, form.get(pointer)]],
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

async function send(session: EntrySession, changes: Values, goal: SaveGoal): Promise<SaveGoal> {
  const id = session.entry.get()?.id
  return goal === 'copy' && id !== undefined ? sendCopy(session, id, changes) : sendDraft(session, id, changes)
}

/** When others have saved meanwhile, it goes on to the draft: a merge or a choice is best met early. */
async function sendCopy(session: EntrySession, id: string, changes: Values): Promise<SaveGoal> {
  const { baseRevision } = session
  const body = { fields: fieldsOf(changes, session.places), baseRevision }
  const { revision } = await api.patch<EntryView>(`/entries/${id}`, body, { query: { autosave: true } })
  for (const [pointer, value] of changes) session.copied.set(pointer, value)
  return revision === baseRevision || session.isHeld ? 'copy' : 'draft'
}

async function sendDraft(session: EntrySession, id: string | undefined, changes: Values): Promise<SaveGoal> {
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
  return 'copy'
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
  session.copied.clear()
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
