import type { DraftInput, EntryRow, ImportKeyRow, NewEntry, TranslationState } from '@verso/data'
import type { Content, Model } from '@verso/model'
import type { Context } from '../context.ts'
import { buildDraft } from '../entries/build-draft.ts'
import { savedTranslations } from '../entries/translations.ts'
import { changedPaths } from '../entries/write-revision.ts'
import { Refusal } from '../refusal.ts'
import type { ImportPlace, ImportPlaces } from './import-places.ts'
import type { ImportRecord } from './import-record.ts'
import { refused, type Settled, type Wanted } from './read-record.ts'

/** What a record comes to: nothing, a new entry, or the next revision of one. */
export type ImportStep =
  | Settled
  | { kind: 'create'; entry: NewEntry; draft: DraftInput; key: ImportKeyRow | null }
  | {
      kind: 'save'
      entry: EntryRow
      draft: DraftInput
      changed: string[]
      translation: TranslationState
      place: ImportPlace | null
      key: ImportKeyRow | null
    }

/** A record, its entry, and what it comes to. */
export interface Imported {
  record: ImportRecord
  id: string
  step: ImportStep
  /** What the record itself says, where it asks for anything. */
  said?: Content
}

export interface Placing {
  model: Model
  places: ImportPlaces
  /** Types whose one entry is there. */
  singles: Set<string>
}

/** A wanted entry at its place. Records come one after the other, those of parents first. */
export function importStep(
  ctx: Context,
  { model: { locales }, places, singles }: Placing,
  { wanted, record, id }: { wanted: Wanted; record: ImportRecord; id: string },
): ImportStep {
  const { type, entry, content, key } = wanted
  if (type.kind === 'single' && entry === undefined && singles.has(type.id))
    return refused([{ path: '/type', code: 'single_exists', message: `${type.label} has its one entry already` }])
  try {
    const place = places.placeOf(record, id)
    places.made(id, type.id)
    if (type.kind === 'single') singles.add(type.id)
    const draft = buildDraft(type, content, locales)
    if (entry === undefined)
      return { kind: 'create', entry: { id, typeId: type.id, at: ctx.now(), byId: ctx.actor.id, ...place }, draft, key }
    const { translations, content: before, revision } = entry
    const translation = savedTranslations(type, { before, after: content, number: revision + 1, translations, locales })
    return { kind: 'save', entry, draft, changed: changedPaths(type, before, content), translation, place, key }
  } catch (error) {
    if (error instanceof Refusal) return refused(error.issues)
    throw error
  }
}
