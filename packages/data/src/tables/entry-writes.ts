import type { Content } from '@verso/model'
import type { Connection } from '../connection.ts'
import { jsonIn } from './json-in.ts'
import type { Outdated, Translations } from './draft-locales.ts'
import type { ReferenceInput } from './references.ts'
import type { RevisionInput, RevisionKind } from './revisions.ts'

/** What a save writes of a draft: content, its comparable form, one hash and one title by locale, its references. */
export interface DraftInput {
  content: Content
  /** Comparable values by field id; those of a localised field by locale. */
  values: Content
  hashes: Record<string, string>
  title: Record<string, string>
  references: ReferenceInput[]
}

export interface NewEntry {
  id: string
  typeId: string
  at: Date
  byId: string | null
  /** Where it stands, if its type is a tree. */
  parentId?: string | null
  orderKey?: string | null
}

/** Entries with their drafts, first revisions and references: one statement, since an import makes a thousand at once. */
export async function createEntries(
  { query }: Connection,
  entries: { entry: NewEntry; draft: DraftInput; kind: RevisionKind }[],
): Promise<void> {
  const rows = entries.map(({ entry, draft: { references: _, ...draft }, kind }) => ({
    ...entry,
    ...draft,
    kind,
    changed: Object.keys(draft.content),
  }))
  const references = entries.flatMap(({ entry, draft }) => draftReferences(entry.id, draft.references))
  await query(createAll, [JSON.stringify(rows), JSON.stringify(references)])
}

// Writers of content hold the model, so that it can't be another one by the commit.
const modelNow = 'select version from "ModelHead" where id = 1'

const createAll = `
  with rows as (
    select * from json_to_recordset($1::json)
    as r (id uuid, "typeId" uuid, at timestamptz, "byId" uuid, "parentId" uuid, "orderKey" text, content jsonb, values jsonb, hashes jsonb, title jsonb, kind text, changed json)
  ), entries as (
    insert into "Entry" (id, "typeId", revision, "createdAt", "createdById", "updatedAt", "updatedById", "parentId", "orderKey")
    select id, "typeId", 1, at, "byId", at, "byId", "parentId", "orderKey" from rows
  ), drafts as (
    insert into "Draft" ("entryId", "typeId", content, values, hashes, title)
    select id, "typeId", content, values, hashes, title from rows
  ), revisions as (
    insert into "Revision" ("entryId", number, kind, content, "modelVersion", changed, "byId", at)
    select id, 1, kind, content, (${modelNow}), array(select json_array_elements_text(changed)), "byId", at from rows
  )
  insert into "Reference" (origin, "fromEntryId", locale, "fieldId", "inner", path, position, "toEntryId", "toMediaId")
  select origin, "fromEntryId", locale, "fieldId", r."inner", path, position, "toEntryId", "toMediaId" from json_to_recordset($2::json)
  as r (origin text, "fromEntryId" uuid, locale text, "fieldId" uuid, "inner" text, path text, position int, "toEntryId" uuid, "toMediaId" uuid)`

interface Saved {
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

/** The draft, the revision that is a copy of it, and the references that replace those of the draft before. */
export async function saveDraft({ prisma, query }: Connection, { id, draft, revision, translation }: Saved): Promise<void> {
  const { references, ...columns } = draft
  const { content, values, hashes, title } = columns
  await prisma.entry.update({
    where: { id },
    data: {
      revision: revision.number,
      updatedAt: revision.at,
      updatedById: revision.byId,
      draft: {
        update: {
          content: jsonIn(content),
          values: jsonIn(values),
          hashes: jsonIn(hashes),
          title: jsonIn(title),
          ...translationColumns(translation),
        },
      },
    },
    select: { id: true },
  })
  const { number, kind, changed, note, byId, at } = revision
  await query(createRevision, [id, number, kind, JSON.stringify(content), changed, note, byId, at])
  await replaceReferences(prisma, id, references)
}

export async function writeTranslations({ prisma }: Pick<Connection, 'prisma'>, id: string, translation: TranslationState): Promise<void> {
  await prisma.draft.update({ where: { entryId: id }, data: translationColumns(translation), select: { entryId: true } })
}

function translationColumns(translation: TranslationState | undefined) {
  return translation === undefined ? {} : { translations: jsonIn(translation.translations), outdated: jsonIn(translation.outdated) }
}

const createRevision = `
  insert into "Revision" ("entryId", number, kind, content, "modelVersion", changed, note, "byId", at)
  values ($1::uuid, $2::int, $3, $4::jsonb, (${modelNow}), $5::text[], $6, $7::uuid, $8::timestamptz)`

async function replaceReferences(prisma: Connection['prisma'], id: string, references: ReferenceInput[]): Promise<void> {
  await prisma.reference.deleteMany({ where: { fromEntryId: id, origin: 'draft' } })
  if (references.length > 0) await prisma.reference.createMany({ data: draftReferences(id, references) })
}

export function draftReferences(fromEntryId: string, references: ReferenceInput[]) {
  return references.map((reference) => ({ origin: 'draft', fromEntryId, ...reference }))
}
