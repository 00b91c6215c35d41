import type { Content } from '@verso/model'
import type { SearchText } from '@verso/query'
import type { Connection } from '../connection.ts'
import { contentDelta, maxDeltas } from '../history/revision-chain.ts'
import type { RevisionKind } from '../history/revision-row.ts'
import { draftWords } from './document-texts.ts'
import { insertDraftMessages } from './draft-messages.ts'
import { jsonIn } from './json-in.ts'
import type { LastChange, Outdated, Translations } from './draft-locales.ts'
import type { ReferenceInput } from './references.ts'
import type { RevisionInput } from './revisions.ts'

/** What a save writes of a draft: content, its comparable form, one hash and one title by locale, its references. */
export interface DraftInput {
  content: Content
  /** Comparable values by field id; those of a localised field by locale. */
  values: Content
  hashes: Record<string, string>
  title: Record<string, string>
  references: ReferenceInput[]
  /** What the interface finds it by. */
  texts?: SearchText[]
}

export interface NewEntry {
  id: string
  typeId: string
  at: Date
  byId: string | null
  /** Where it stands, if its type is a tree. */
  parentId?: string | null
  orderKey?: string | null
  /** What endpoints are told of it that its rows don't say; absent where nobody is told. */
  told?: { byKind: string; changed: string[] }
}

/** Entries with their drafts, first revisions and references: one statement, since an import makes a thousand at once. */
export async function createEntries(
  { post }: Connection,
  entries: { entry: NewEntry; draft: DraftInput; kind: RevisionKind }[],
): Promise<void> {
  const rows = entries.map(({ entry: { told, ...entry }, draft: { references: _, texts = [], ...draft }, kind }) => ({
    ...entry,
    ...draft,
    words: draftWords(texts),
    kind,
    changed: Object.keys(draft.content),
    paths: told?.changed,
    byKind: told?.byKind,
  }))
  const references = entries.flatMap(({ entry, draft }) => draftReferences(entry.id, draft.references))
  await post(createAll, [JSON.stringify(rows), JSON.stringify(references)])
}

// Writers of content hold the model, so that it can't be another one by the commit.
const modelNow = 'select version from "ModelHead" where id = 1'

/** SQL that writes the references of drafts; `rows` is a JSON parameter. */
export function insertReferences(rows: string): string {
  return `insert into "Reference" (origin, "fromEntryId", locale, "fieldId", "inner", path, position, "toEntryId", "toMediaId")
  select origin, "fromEntryId", locale, "fieldId", r."inner", path, position, "toEntryId", "toMediaId" from json_to_recordset(${rows})
  as r (origin text, "fromEntryId" uuid, locale text, "fieldId" uuid, "inner" text, path text, position int, "toEntryId" uuid, "toMediaId" uuid)`
}

const createdRows = '(select id, "typeId", 1 as number, kind, coalesce(paths, changed) as changed, "byId", "byKind", at from rows)'

const createAll = `
  with rows as (
    select * from json_to_recordset($1::json)
    as r (id uuid, "typeId" uuid, at timestamptz, "byId" uuid, "parentId" uuid, "orderKey" text, content jsonb, values jsonb, hashes jsonb, title jsonb, words tsvector, kind text, changed json, paths json, "byKind" text)
  ), entries as (
    insert into "Entry" (id, "typeId", revision, "createdAt", "createdById", "updatedAt", "updatedById", "parentId", "orderKey")
    select id, "typeId", 1, at, "byId", at, "byId", "parentId", "orderKey" from rows
  ), drafts as (
    insert into "Draft" ("entryId", "typeId", content, values, hashes, title, words)
    select id, "typeId", content, values, hashes, title, words from rows
  ), revisions as (
    insert into "Revision" ("entryId", number, frame, kind, content, "modelVersion", changed, "byId", at)
    select id, 1, 1, kind, content, (${modelNow}), array(select json_array_elements_text(changed)), "byId", at from rows
  ), told as (${insertDraftMessages({ event: 'entry.created', rows: createdRows })}
  )
  ${insertReferences('$2::json')}`

export interface Saved {
  id: string
  draft: DraftInput
  revision: RevisionInput
  /** Since when which translation is what it is; absent: as before. */
  translation?: TranslationState
}

/** How the translations of a draft stand to their sources. */
export interface TranslationState {
  translations: Translations
  outdated: Outdated
}

/**
 * The draft, the revision that is a copy of it, and the references that replace those of the draft before: one statement. Gives the last
 * changes that it noted.
 */
export async function saveDraft({ post }: Connection, saved: Saved): Promise<Record<string, LastChange>> {
  const changes = lastChanges(saved.revision)
  await post(saveOne, [JSON.stringify(savedRow(saved)), JSON.stringify(draftReferences(saved.id, saved.draft.references))])
  return changes
}

/** The same for many entries, still in one statement. */
export async function saveDrafts({ post }: Connection, saved: readonly Saved[]): Promise<void> {
  const references = saved.flatMap(({ id, draft }) => draftReferences(id, draft.references))
  await post(saveMany, [JSON.stringify(saved.map(savedRow)), JSON.stringify(references)])
}

function savedRow({ id, draft: { references: _, texts = [], ...draft }, revision, translation }: Saved) {
  const { before, ...facts } = revision
  const delta = before === null ? null : contentDelta(before, draft.content)
  return { id, ...draft, words: draftWords(texts), delta, ...translation, ...facts, lastChanges: lastChanges(revision) }
}

/** By locale that something was changed in; what is shared stands under an empty name. */
function lastChanges({ changed, at, byId }: RevisionInput): Record<string, LastChange> {
  return Object.fromEntries(changed.map((path) => [path.split('/')[1] ?? '', { at, byId }]))
}

// Of one row PostgreSQL knows that it is one, and finds all by their indexes.
const saveOne = saveSql('json_to_record')
const saveMany = saveSql('json_to_recordset')

// A chain of deltas ends with the form of contents that it began with: the first revision under another model is whole.
function saveSql(read: 'json_to_record' | 'json_to_recordset'): string {
  return `
  with rows as (
    select r.*, (${modelNow}) as version
    from ${read}($1::json) as r (id uuid, content jsonb, delta text, values jsonb, hashes jsonb, title jsonb, words tsvector, translations jsonb, outdated jsonb, "lastChanges" jsonb, number int, kind text, changed json, note text, "byId" uuid, "byKind" text, at timestamptz)
  ), entries as (
    update "Entry" e set revision = s.number, "updatedAt" = s.at, "updatedById" = s."byId" from rows s where e.id = s.id
  ), drafts as (
    update "Draft" d set content = s.content, values = s.values, hashes = s.hashes, title = s.title, words = s.words,
      translations = coalesce(s.translations, d.translations), outdated = coalesce(s.outdated, d.outdated), "lastChanges" = d."lastChanges" || s."lastChanges"
    from rows s where d."entryId" = s.id
  ), gone as (
    delete from "Reference" g using rows s where g.origin = 'draft' and g."fromEntryId" = s.id
  ), links as (
    ${insertReferences('$2::json')}
  ), told as (${insertDraftMessages({ event: 'entry.updated', rows: '(select rows.*, e."typeId" from rows join "Entry" e on e.id = rows.id)' })}
  )
  insert into "Revision" ("entryId", number, frame, content, delta, kind, "modelVersion", changed, note, named, "byId", at)
  select s.id, s.number, coalesce(b.frame, s.number), case when b.frame is null then s.content end, case when b.frame is not null then s.delta end,
    s.kind, s.version, array(select json_array_elements_text(s.changed)), s.note,
    s.note is not null and s.kind in ('save', 'merge'), s."byId", s.at
  from rows s left join "Revision" b on b."entryId" = s.id and b.number = s.number - 1 and b."modelVersion" = s.version
    and s.delta is not null and s.number - b.frame <= ${maxDeltas}`
}

export async function writeTranslations({ prisma }: Pick<Connection, 'prisma'>, id: string, translation: TranslationState): Promise<void> {
  await prisma.draft.update({ where: { entryId: id }, data: translationColumns(translation), select: { entryId: true } })
}

function translationColumns(translation: TranslationState | undefined) {
  return translation === undefined ? {} : { translations: jsonIn(translation.translations), outdated: jsonIn(translation.outdated) }
}

export function draftReferences(fromEntryId: string, references: ReferenceInput[]) {
  return references.map((reference) => ({ origin: 'draft', fromEntryId, ...reference }))
}
