import { runSql } from './test-server.ts'

/** Digests of what no compaction touches: revisions, drafts, what is public now, and of the past which revision was public when. */
const lasting = `
  select (select md5(string_agg(r::text, '|' order by r."entryId", r.number)) from "Revision" r) as revisions,
    (select md5(string_agg(d::text, '|' order by d."entryId")) from "Draft" d) as drafts,
    (select md5(string_agg(p::text, '|' order by p.id)) from "Publication" p where "validTo" is null) as heads,
    (select md5(string_agg(r::text, '|' order by r.id)) from "Reference" r where "validTo" is null) as links,
    (select md5(string_agg(concat_ws(' ', p."entryId", p.locale, p.slug, p.revision, p.hash, p."publishedAt", p."firstPublishedAt", p."validFrom", p."validTo"), '|'
      order by p.id)) from "Publication" p) as past,
    (select md5(string_agg(concat_ws(' ', e.seq, e.kind, e.at), '|' order by e.seq)) from "PublicationEvent" e) as events`

export async function lastingFacts(connectionString: string): Promise<unknown> {
  return (await runSql(connectionString, lasting)).rows[0]
}
