import { t } from '@lingui/core/macro'
import type { EntryView, RevisionComparison } from '@verso/contract'
import type { Json } from '@verso/model'
import type { EntrySession } from './entry-session.ts'
import type { ValuePlace } from './entry-values.ts'
import { placeLabel } from './place-label.ts'
import { knownPlace } from './value-faults.ts'
import { valueWords } from './value-words.ts'

type ComparedValue = RevisionComparison['changes'][number]

/** One difference in words. */
export interface Change {
  pointer: string
  kind: ComparedValue['kind']
  /** Where inside the value of the form it lies: "2 Quote › Text". */
  inside: string
  before: string
  after: string
  fromIndex: number | undefined
  toIndex: number | undefined
}

/** A value of the form with all that differs in it. */
export interface ChangedPlace {
  pointer: string
  label: string
  /** Absent where the form has no such value any more. */
  place: ValuePlace | undefined
  changes: Change[]
}

/** The older state first, so that what is marked as new is what came later. */
export function comparedStates({ publications }: EntryView, number: number, compared: string): { from: string; to: string } {
  const revision = String(number)
  if (compared === 'draft') return { from: revision, to: 'draft' }
  const published = compared.startsWith('published:') ? publications[compared.slice('published:'.length)]?.revision : undefined
  const other = published ?? Number(compared)
  return other <= number ? { from: compared, to: revision } : { from: revision, to: compared }
}

interface Looking {
  session: EntrySession
  /** A value of the later state, where it is at hand: an item that was moved is shown by its words. */
  later: (pointer: string) => Json | undefined
}

/** All differences by the value of the form that they lie in, in the order of the API. */
export function changedPlaces(changes: readonly ComparedValue[], { session, later }: Looking): ChangedPlace[] {
  const found = new Map<string, ChangedPlace>()
  for (const change of changes) {
    const known = change.fieldRemoved === true ? undefined : knownPlace(change.path, session)
    const pointer = known?.place.pointer ?? change.path
    const group = found.get(pointer) ?? {
      pointer,
      place: known?.place,
      label: known === undefined ? t`${nameIn(change.path)} (field removed)` : placeLabel(known.place, session.places),
      changes: [],
    }
    group.changes.push(changeOf(known === undefined ? change : withMoved(change, later(pointer)), known))
    found.set(pointer, group)
  }
  return [...found.values()]
}

/** A move says only where from and where to. */
function withMoved(change: ComparedValue, list: Json | undefined): ComparedValue {
  if (change.kind !== 'move' || change.to !== undefined || change.toIndex === undefined || !Array.isArray(list)) return change
  return change.path.split('/').at(-1) === String(change.toIndex) ? { ...change, to: list[change.toIndex] } : change
}

function changeOf(change: ComparedValue, known: ReturnType<typeof knownPlace>): Change {
  const field = known?.inner.field
  const words = (value: unknown) => {
    if (value === undefined || value === null) return ''
    return field === undefined ? plainWords(value) : valueWords(value as Json, field)
  }
  return {
    pointer: change.path,
    kind: change.kind,
    inside: known?.inner.labels.slice(1).join(' › ') ?? '',
    before: words(change.from),
    after: words(change.to),
    fromIndex: change.fromIndex,
    toIndex: change.toIndex,
  }
}

/** "Added as 3", "2 Quote › Text: changed". */
export function changeWords({ kind, inside, fromIndex, toIndex }: Change, isSame: boolean): string {
  const what = {
    set: isSame ? t`Changed, in the same words` : t`Changed`,
    unset: t`Cleared`,
    insert: toIndex === undefined ? t`Added` : t`Added at place ${toIndex + 1}`,
    remove: fromIndex === undefined ? t`Removed` : t`Removed from place ${fromIndex + 1}`,
    move: fromIndex === undefined || toIndex === undefined ? t`Moved` : t`Moved from place ${fromIndex + 1} to ${toIndex + 1}`,
  }[kind]
  return inside === '' ? what : `${inside}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`
}

function plainWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

function nameIn(path: string): string {
  return path.split('/')[2] ?? path
}
