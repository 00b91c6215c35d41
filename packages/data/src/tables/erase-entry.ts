import type { Connection } from '../connection.ts'
import { findWords, forgetWords, type KnownWord } from './search-words.ts'

/**
 * Removes an entry and every trace of what it said from all tables: drafts, revisions, publications of all times, addresses in paths of
 * what stood below it, in redirects and in events, both sides of audited changes, plans of the model. Links of others to it stay, which
 * hold its id alone. It has no public document any more when this begins.
 */
export async function eraseEntryRows({ query }: Pick<Connection, 'query'>, entryId: string): Promise<void> {
  // Documents below it are in previews too, with its address in their paths.
  await query('delete from "Preview"', [])
  const words = await query<KnownWord>(findWords('p."entryId" = $1::uuid'), [entryId])
  const prefixes = await query<KnownPrefix>(findPrefixes, [entryId])
  await query(forgetPathsBelow, [entryId])
  const redirects = await query<{ id: string }>(deleteRedirects, [entryId, JSON.stringify(prefixes)])
  await query(clearEvents, [entryId, [...new Set(prefixes.map(({ path }) => path))]])
  await query(clearAudit, [entryId, ['entry', 'redirect'], [entryId, ...redirects.map(({ id }) => id)]])
  await query(clearSamples, [entryId])
  for (const statement of removals) await query(statement, [entryId])
  await forgetWords({ query }, words)
}

interface KnownPrefix {
  typeId: string
  locale: string
  path: string
}

const findPrefixes = `
  select distinct p."typeId", p.locale, coalesce(p.path, '/' || p.slug) as path from "Publication" p
  where p."entryId" = $1::uuid and coalesce(p.path, p.slug) is not null`

// Of what stood below it, at the times when it did, the paths lose the part that was its own.
const forgetPathsBelow = `
  with recursive below as (
    select p.id, p."entryId", p.locale, p."validFrom", p."validTo", x.path as prefix
    from "Publication" x join "Publication" p on p."parentId" = x."entryId" and p.locale = x.locale and starts_with(p.path, x.path || '/')
    where x."entryId" = $1::uuid
    union
    select p.id, p."entryId", p.locale, p."validFrom", p."validTo", below.prefix
    from below join "Publication" p on p."parentId" = below."entryId" and p.locale = below.locale and starts_with(p.path, below.prefix || '/')
      and p."validFrom" < coalesce(below."validTo", p."validFrom" + 1) and below."validFrom" < coalesce(p."validTo", below."validFrom" + 1)
  )
  update "Publication" p set path = regexp_replace(below.prefix, '[^/]*$', '-') || substr(p.path, length(below.prefix) + 1)
  from below where p.id = below.id and p."validTo" is not null`

const deleteRedirects = `
  delete from "Redirect" r
  where r."toEntryId" = $1::uuid or exists (
    select from json_to_recordset($2::json) as w ("typeId" uuid, locale text, path text)
    where r.locale = w.locale and (r."typeId" is null or r."typeId" = w."typeId") and (r."from" = w.path or starts_with(r."from", w.path || '/')
      or r."to" = w.path or starts_with(r."to", w.path || '/'))
  )
  returning r.id::text`

// That something happened to it stays, since numbers of the log have no gaps; what it was called then does not.
const clearEvents = `
  update "PublicationEvent" ev set items = cleared.items
  from (
    select e.seq, jsonb_agg(
      case
        when i.value ->> 'id' = $1::text then (i.value - '{slug,previousSlug,path,previousPath}'::text[]) || '{"slug": null}'
        when exists (select from unnest($2::text[]) as w (path) where starts_with(i.value ->> 'path', w.path || '/') or starts_with(i.value ->> 'previousPath', w.path || '/'))
          then i.value - '{path,previousPath}'::text[]
        else i.value
      end order by i.ordinality) as items
    from "PublicationEvent" e cross join lateral jsonb_array_elements(e.items) with ordinality i
    where jsonb_array_length(e.items) > 0
    group by e.seq
  ) cleared
  where ev.seq = cleared.seq and ev.items <> cleared.items`

/**
 * Both sides of what was done to these things; who did it, and when, stays. A function of the database does it, since the server may not
 * change the audit; it wants the record of the erasure.
 */
export const clearAudit = 'select erase_audit_values($1::uuid, $2::text[], $3::text[])'

function withoutSample(step: string): string {
  return `(select coalesce(jsonb_agg(e.value order by e.ordinality), '[]') from jsonb_array_elements(${step} -> 'samples') with ordinality e where e.value ->> 'id' <> $1::text)`
}

const clearedSteps = `(
    select coalesce(jsonb_agg(s.value
      || case when s.value ? 'samples' then jsonb_build_object('samples', ${withoutSample('s.value')}) else '{}' end
      || case when s.value -> 'breaks' ? 'samples' then jsonb_build_object('breaks', (s.value -> 'breaks') || jsonb_build_object('samples', ${withoutSample("(s.value -> 'breaks')")})) else '{}' end
      order by s.ordinality), '[]')
    from jsonb_array_elements(steps) with ordinality s
  )`

// The steps of changes of the model show some values, as they were before and after. A plan can be made again.
const clearSamples = `
  with plans as (delete from "ModelPlan" where strpos(plan::text, $1::text) > 0)
  update "ModelVersion" set steps = ${clearedSteps} where strpos(steps::text, $1::text) > 0`

const removals = [
  'delete from "Reference" where "fromEntryId" = $1::uuid',
  'delete from "UniqueValue" where "entryId" = $1::uuid',
  'delete from "Publication" where "entryId" = $1::uuid',
  'delete from "ImportKey" where "entryId" = $1::uuid',
  'delete from "ReleaseItem" where "entryId" = $1::uuid',
  // A job says what it changes entries to, and what it was told of each.
  'delete from "BulkJob" j where $1::text = any(j."entryIds") or exists (select from "BulkResult" r where r."jobId" = j.id and strpos(r::text, $1::text) > 0)',
  'update "Entry" set "parentId" = null, "orderKey" = null where "parentId" = $1::uuid',
  // Its draft and its revisions go with it.
  'delete from "Entry" where id = $1::uuid',
]
