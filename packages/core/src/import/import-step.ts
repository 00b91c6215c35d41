import { createHash } from 'node:crypto'
import type { DraftInput, EntryRow, ImportKeyRow, NewEntry, RevisionKind, TranslationState } from '@verso/data'
import { applyContent, type ContentType, canonicalJson, defaultContent, type Model } from '@verso/model'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { buildDraft } from '../entries/build-draft.ts'
import { defaultLocale } from '../entries/entry-title.ts'
import { readFields } from '../entries/read-fields.ts'
import { savedTranslations } from '../entries/translations.ts'
import { changedPaths } from '../entries/write-revision.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import type { ImportPlace, ImportPlaces } from './import-places.ts'
import type { ImportRecord } from './import-record.ts'
import { type ImportIds, resolveKeys } from './resolve-keys.ts'

/** What is known of the world that records come into. */
export interface Importing {
  model: Model
  source: string
  ids: ImportIds
  known: ReadonlyMap<string, ImportKeyRow>
  entries: ReadonlyMap<string, EntryRow>
  newestKinds: ReadonlyMap<string, RevisionKind>
  places: ImportPlaces
}

/** What a record asks for: nothing, a new entry, or the next revision of one. */
export type ImportStep =
  | { kind: 'none'; outcome: 'unchanged' | 'kept' | 'refused'; issues: readonly RefusalIssue[] }
  | { kind: 'create'; entry: NewEntry; draft: DraftInput; key: ImportKeyRow }
  | {
      kind: 'save'
      entry: EntryRow
      draft: DraftInput
      changed: string[]
      translation: TranslationState
      place: ImportPlace | null
      key: ImportKeyRow
    }

/** Works out what a record asks for. Pure but for the right to do it, which is the actor's. */
export function importStep(ctx: Context, importing: Importing, { record, id }: { record: ImportRecord; id: string }): ImportStep {
  const type = importing.model.types.find((candidate) => candidate.name === record.type && candidate.kind !== 'component')
  if (type === undefined) return refused([{ path: '/type', code: 'unknown_type', message: `There is no content type "${record.type}"` }])
  const unknownKeys: string[] = []
  const fields = resolveKeys(record.fields, importing.ids, unknownKeys)
  if (unknownKeys.length > 0)
    return refused(
      unknownKeys.map((key) => ({ path: '/fields', code: 'target_missing', message: `Nothing in this import has the key "${key}"` })),
    )

  const hash = createHash('sha256')
    .update(
      canonicalJson({
        type: record.type,
        fields,
        publish: record.publish === true,
        ...('parent' in record ? { parent: record.parent } : {}),
      }),
    )
    .digest('hex')
  const entry = importing.entries.get(id)
  if (entry !== undefined && importing.known.get(record.key)?.hash === hash) return { kind: 'none', outcome: 'unchanged', issues: [] }
  if (entry !== undefined && wasChangedHere(importing, entry)) return { kind: 'none', outcome: 'kept', issues: [] }
  const key = { source: importing.source, key: record.key, entryId: id, mediaId: null, hash }
  try {
    const step = { ...written(ctx, importing, { record, type, entry, id, fields }), key }
    importing.places.made(id, type.id)
    return step
  } catch (error) {
    if (error instanceof Refusal) return refused(error.issues)
    throw error
  }
}

export function refused(issues: readonly RefusalIssue[]): ImportStep {
  return { kind: 'none', outcome: 'refused', issues }
}

/** An entry whose newest revision isn't an import's was edited by people, or taken out by them. */
function wasChangedHere({ newestKinds }: Importing, entry: EntryRow): boolean {
  return entry.trashedAt !== null || newestKinds.get(entry.id) !== 'import'
}

interface Writing {
  record: ImportRecord
  type: ContentType
  entry: EntryRow | undefined
  id: string
  fields: unknown
}

type Written =
  | { kind: 'create'; entry: NewEntry; draft: DraftInput }
  | { kind: 'save'; entry: EntryRow; draft: DraftInput; changed: string[]; translation: TranslationState; place: ImportPlace | null }

function written(ctx: Context, { model, places }: Importing, { record, type, entry, id, fields }: Writing): Written {
  const { locales } = model
  const sent = readFields(ctx.actor, { type, locales }, fields)
  const content = applyContent(type, entry?.content ?? defaultContent(type, defaultLocale(locales)), sent)
  const draft = buildDraft(type, content, locales)
  const place = places.placeOf(record, id)
  if (entry === undefined) {
    authorise(ctx.actor, 'create', { typeId: type.id, createdById: ctx.actor.id })
    return { kind: 'create', entry: { id, typeId: type.id, at: ctx.now(), byId: ctx.actor.id, ...place }, draft }
  }
  authorise(ctx.actor, 'edit', entry)
  const { translations, content: before, revision } = entry
  const translation = savedTranslations(type, { before, after: content, number: revision + 1, translations, locales })
  return { kind: 'save', entry, draft, changed: changedPaths(type, before, content), translation, place }
}
