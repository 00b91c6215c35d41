import pg from 'pg'
import { contentAt } from './publisher.ts'
import { article, fieldIds as f, person } from './library.ts'

/** Says every law of the log that the tables break, by reading all of them: nothing here trusts what it checks. */
export async function brokenLaws(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const broken: string[] = []
  for (const [law, sql] of Object.entries(laws)) {
    const { rows } = await client.query(sql)
    if (rows.length > 0) broken.push(`${law}: ${rows.length} times, first ${JSON.stringify(rows[0])}`)
  }
  const { rows } = await client.query<Published>('select "entryId", "typeId", revision, slug, body, "values" from "Publication"')
  const mixed = rows.find((row) => !isWhole(row))
  if (mixed !== undefined) broken.push(`A publication isn't one whole revision: ${JSON.stringify(mixed)}`)
  await client.end()
  return broken
}

/** Each query finds what breaks the law that it is named after. */
const laws = {
  'Events are numbered from 1 without gaps': `
    select seq from (select seq, row_number() over (order by seq) as place from "PublicationEvent") e where seq <> place`,
  'The counter stands at the last event': `
    select c.seq from "PublicationCounter" c where c.seq <> (select coalesce(max(seq), 0) from "PublicationEvent")`,
  'Times never go back': `
    select seq from (select seq, at, lag(at) over (order by seq) as before from "PublicationEvent") e where at < before`,
  'A publication begins with an event that names it': `
    select p."entryId", p."validFrom" from "Publication" p where not exists (
      select from "PublicationEvent" e, jsonb_array_elements(e.items) i
      where e.seq = p."validFrom" and e.kind = 'entry.published' and i ->> 'id' = p."entryId"::text and (i ->> 'revision')::int = p.revision)`,
  'A publication ends with an event that names it': `
    select p."entryId", p."validTo" from "Publication" p where p."validTo" is not null and not exists (
      select from "PublicationEvent" e, jsonb_array_elements(e.items) i where e.seq = p."validTo" and i ->> 'id' = p."entryId"::text)`,
  'What an event says was published was': `
    select e.seq, i ->> 'id' as id from "PublicationEvent" e, jsonb_array_elements(e.items) i
    where i ->> 'op' = 'publish' and not exists (select from "Publication" p where p."validFrom" = e.seq and p."entryId"::text = i ->> 'id')`,
  'What an event says was unpublished was': `
    select e.seq, i ->> 'id' as id from "PublicationEvent" e, jsonb_array_elements(e.items) i
    where i ->> 'op' = 'unpublish' and not exists (select from "Publication" p where p."validTo" = e.seq and p."entryId"::text = i ->> 'id')`,
  'Intervals of an entry in a locale do not overlap': `
    select a."entryId" from "Publication" a join "Publication" b on b."entryId" = a."entryId" and b.locale = a.locale and b.id > a.id
    where a."validFrom" < coalesce(b."validTo", 9223372036854775807) and b."validFrom" < coalesce(a."validTo", 9223372036854775807)`,
  'A publication has the references of its content, with its interval': `
    select p."entryId", p."validFrom" from "Publication" p
    where (select count(*) from "Reference" r where r.origin = 'published' and r."fromEntryId" = p."entryId" and r.locale = p.locale
        and r."validFrom" = p."validFrom" and r."validTo" is not distinct from p."validTo" and strpos(p.body, r."toEntryId"::text) > 0)
      <> (length(p.body) - length(replace(p.body, '"_ref"', ''))) / length('"_ref"')`,
  'No reference outlives its publication': `
    select r.id from "Reference" r where r.origin = 'published' and not exists (
      select from "Publication" p where p."entryId" = r."fromEntryId" and p.locale = r.locale and p."validFrom" = r."validFrom" and p."validTo" is not distinct from r."validTo")`,
  'Unique values are those of the head': `
    (select "entryId", "values" ->> '${f.name}' as value from "Publication" where "typeId" = '${person.id}' and "validTo" is null
      except select "entryId", value from "UniqueValue")
    union all
    (select "entryId", value from "UniqueValue"
      except select "entryId", "values" ->> '${f.name}' from "Publication" where "typeId" = '${person.id}' and "validTo" is null)`,
  'Totals count the head': `
    select t."typeId", t.total from "PublishedTotal" t
    where t.total <> (select count(*) from "Publication" p where p."typeId" = t."typeId" and p.locale = t.locale and p."validTo" is null)`,
  'An entry stands at its last revision': `
    select e.id from "Entry" e where e.revision <> (select max(r.number) from "Revision" r where r."entryId" = e.id)`,
  'Revisions are numbered from 1 without gaps': `
    select "entryId" from "Revision" group by "entryId" having max(number) <> count(*)`,
  'The draft is the last revision': `
    select e.id from "Entry" e join "Draft" d on d."entryId" = e.id join "Revision" r on r."entryId" = e.id and r.number = e.revision where d.content <> r.content`,
}

interface Published {
  entryId: string
  typeId: string
  revision: number
  slug: string | null
  body: string
  values: Record<string, unknown>
}

function isWhole({ entryId, typeId, revision, slug, body }: Published): boolean {
  const content = contentAt(entryId, revision)
  const { fields } = typeId === article.id ? article : person
  const pieces = body.split('\u001f').map((piece) => JSON.parse(piece) as unknown)
  return (
    slug === (content[f.slug] ?? null) &&
    fields.every(({ id }, index) => content[id] === undefined || JSON.stringify(pieces[index]) === JSON.stringify(content[id]))
  )
}
