import type { Content } from '@verso/model'
import type { Connection } from '../connection.ts'
import { rewriteRevisions } from '../history/rewrite-revisions.ts'

/** What went from the model, and when. */
interface RemovedThings {
  /** Ids of types that are gone, with how many entries they still have. */
  types: { id: string; entries: number }[]
  /** Ids of fields that are gone, of types that are gone too. */
  fieldIds: string[]
  /** Numbers of the versions whose changes can't be taken back any more, and whose plans showed values. */
  versions: number[]
}

/** Values that only an undo could bring back, for when there is none any more. */
export interface RemovedValues {
  removedBefore: (at: Date) => Promise<RemovedThings>
  /** Removes up to so many entries of a type that is gone, with all that is kept of them; says how many. */
  deleteEntries: (typeId: string, limit: number) => Promise<number>
  /** Ids of entries in their order, of whatever type. */
  entryPage: (after: string | null, limit: number) => Promise<string[]>
  /** Takes values out of all that is saved of an entry; false where there was none. */
  strip: (entryId: string, strip: (content: Content) => Content) => Promise<boolean>
  /** Forgets the removed fields and types themselves, and the samples that plans of these versions showed. */
  forget: (things: Pick<RemovedThings, 'fieldIds' | 'versions'> & { typeIds: string[] }) => Promise<void>
}

export function removedValues({ query }: Connection): RemovedValues {
  return {
    async removedBefore(at) {
      const types = await query<{ id: string; entries: number }>(removedTypes, [at])
      const fields = await query<{ id: string }>(removedFields, [at])
      const versions = await query<{ number: number }>(oldVersions, [at])
      return { types, fieldIds: fields.map(({ id }) => id), versions: versions.map(({ number }) => number) }
    },
    async deleteEntries(typeId, limit) {
      const rows = await query<{ id: string }>(entriesOf, [typeId, limit])
      const ids = rows.map(({ id }) => id)
      for (const statement of deletions) await query(statement, [ids])
      return ids.length
    },
    async entryPage(after, limit) {
      return (await query<{ id: string }>(entryPage, [after, limit])).map(({ id }) => id)
    },
    async strip(entryId, strip) {
      // Of a type that was removed lately too, which nobody else finds.
      await query('select from "Entry" where id = $1::uuid for update', [entryId])
      const frames = await query<{ frame: number }>('select distinct frame from "Revision" where "entryId" = $1::uuid order by 1', [
        entryId,
      ])
      let isChanged = await stripCopies(query, entryId, strip)
      await rewriteRevisions({ query }, { entryId, frames: frames.map(({ frame }) => frame) }, ({ content }) => {
        const stripped = strip(content)
        isChanged ||= stripped !== content
        return stripped
      })
      // In the form of the present model, which need not be that of its revision.
      const [draft] = await query<{ content: Content }>('select content from "Draft" where "entryId" = $1::uuid', [entryId])
      const content = draft === undefined ? undefined : strip(draft.content)
      if (content === draft?.content) return isChanged
      await query('update "Draft" set content = $2::jsonb where "entryId" = $1::uuid', [entryId, JSON.stringify(content)])
      return true
    },
    async forget({ fieldIds, versions, typeIds }) {
      await query('delete from "Field" where id = any($1::uuid[])', [fieldIds])
      await query(deleteTypes, [typeIds])
      // Made under models that still had the fields.
      await query('delete from "Preview"', [])
      await query(forgetSamples, [versions])
    },
  }
}

/** What people wrote of it without saving; false where nothing was in the way. */
async function stripCopies(query: Connection['query'], entryId: string, strip: (content: Content) => Content): Promise<boolean> {
  const copies = await query<{ byId: string; content: Content }>(copiesOf, [entryId])
  const changed = copies.map((copy) => ({ ...copy, stripped: strip(copy.content) })).filter(({ content, stripped }) => stripped !== content)
  for (const { byId, stripped } of changed) await query(writeCopy, [entryId, byId, JSON.stringify(stripped)])
  return changed.length > 0
}

const copiesOf = 'select "byId", content from "WorkingCopy" where "entryId" = $1::uuid order by 1 for update'
const writeCopy = 'update "WorkingCopy" set content = $3::jsonb where "entryId" = $1::uuid and "byId" = $2::uuid'

const removedTypes = `
  select t.id, (select count(*)::int from "Entry" e where e."typeId" = t.id) as entries
  from "ContentType" t where t."removedAt" < $1::timestamptz order by t.id`

const removedFields = `
  select f.id from "Field" f join "ContentType" t on t.id = f."typeId"
  where f."removedAt" < $1::timestamptz or t."removedAt" < $1::timestamptz order by f.id`

const oldVersions = `select number from "ModelVersion" where at < $1::timestamptz and steps @? '$[*].samples[*]' order by number`

const entriesOf = `select id from "Entry" where "typeId" = $1::uuid order by id limit $2::int for update`

const deletions = [
  'delete from "PreviewReference" where "fromEntryId" = any($1::uuid[])',
  'delete from "PreviewPublication" where "entryId" = any($1::uuid[])',
  'delete from "PreviewEntry" where "entryId" = any($1::uuid[])',
  'delete from "Reference" where "fromEntryId" = any($1::uuid[])',
  'delete from "UniqueValue" where "entryId" = any($1::uuid[])',
  'delete from "Publication" where "entryId" = any($1::uuid[])',
  'delete from "ImportKey" where "entryId" = any($1::uuid[])',
  'delete from "Redirect" where "toEntryId" = any($1::uuid[])',
  'update "Entry" set "parentId" = null, "orderKey" = null where "parentId" = any($1::uuid[])',
  // Drafts and revisions go with them.
  'delete from "Entry" where id = any($1::uuid[])',
]

const entryPage = `select id from "Entry" where $1::uuid is null or id > $1::uuid order by id limit $2::int`

const deleteTypes = `
  delete from "ContentType" t where t.id = any($1::uuid[]) and not exists (select from "Field" f where f."typeId" = t.id)
    and not exists (select from "Entry" e where e."typeId" = t.id)`

const forgetSamples = `
  update "ModelVersion" v set steps = (
    select coalesce(jsonb_agg((s.value - 'samples') || case when s.value ? 'breaks' then jsonb_build_object('breaks', (s.value -> 'breaks') - 'samples') else '{}' end order by s.ordinality), '[]')
    from jsonb_array_elements(v.steps) with ordinality s
  )
  where v.number = any($1::int[]) and v.steps @? '$[*].samples'`
