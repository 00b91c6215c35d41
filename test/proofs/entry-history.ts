/** What one client did to the entry, and what it was told. Times are of the one clock of the proof. */
export interface Call {
  act: Act
  from: number
  to: number
  status: number
  code: string | null
  revision: number | null
  /** Of what readers have after it, as the answer says. */
  publicRevision: number | null
  isTrashed: boolean | null
  seq: number | null
}

export type Act =
  | { kind: 'edit'; field: FieldName; value: string; baseRevision: number }
  | { kind: 'publish'; revision?: number }
  | { kind: 'unpublish' }
  | { kind: 'trash' }
  | { kind: 'restore' }

export const fieldNames = ['a', 'b', 'c'] as const
export type FieldName = (typeof fieldNames)[number]
export type Values = Record<FieldName, string>

/** All that is true of the entry at a moment. */
export interface EntryState {
  /** The content of every revision; the last one is the draft. */
  revisions: Values[]
  publicRevision: number | null
  isTrashed: boolean
  seq: number
}

interface Outcome {
  state: EntryState
  status: number
  code: string | null
  takesSeq: boolean
}

/** What the product says that an act does to an entry, one act after the other. */
export function outcomeOf(state: EntryState, act: Act): Outcome {
  const refused = (code: string): Outcome => ({ state, status: 409, code, takesSeq: false })
  if (act.kind === 'restore') {
    return state.isTrashed ? { ...done({ ...state, isTrashed: false }), takesSeq: false } : refused('not_trashed')
  }
  if (state.isTrashed) return refused('trashed')
  if (act.kind === 'trash') return { ...done({ ...state, isTrashed: true, publicRevision: null }), takesSeq: state.publicRevision !== null }
  if (act.kind === 'unpublish') return { ...done({ ...state, publicRevision: null }), takesSeq: state.publicRevision !== null }
  if (act.kind === 'publish') return publish(state, act.revision) ?? refused('conflict')
  return edit(state, act) ?? refused('conflict')
}

function done(state: EntryState): Omit<Outcome, 'takesSeq'> {
  return { state, status: 200, code: null }
}

function publish(state: EntryState, seen: number | undefined): Outcome | null {
  const newest = state.revisions.length
  if (seen !== undefined && seen !== newest) return null
  const isSame = state.publicRevision !== null && sameValues(contentOf(state, state.publicRevision), contentOf(state, newest))
  return isSame ? { ...done(state), takesSeq: false } : { ...done({ ...state, publicRevision: newest }), takesSeq: true }
}

function edit(state: EntryState, { field, value, baseRevision }: Extract<Act, { kind: 'edit' }>): Outcome | null {
  const draft = contentOf(state, state.revisions.length)
  if (draft[field] !== contentOf(state, baseRevision)[field]) return null
  return { ...done({ ...state, revisions: [...state.revisions, { ...draft, [field]: value }] }), takesSeq: false }
}

export function contentOf({ revisions }: EntryState, number: number): Values {
  const content = revisions[number - 1]
  if (content === undefined) throw new Error(`There is no revision ${number}`)
  return content
}

export function sameValues(one: Values, other: Values): boolean {
  return fieldNames.every((name) => one[name] === other[name])
}
