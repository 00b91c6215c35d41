import type pg from 'pg'
import type { KnownEntry, Written } from './writer.ts'

/** What is in the database and should not be, or the reverse, after writers were told what they did. */
export async function brokenPromises(sql: pg.Client, all: readonly Written[]): Promise<string[]> {
  const entries = all.flatMap((written) => written.entries)
  const stored = await readEntries(sql)
  return [
    ...all.flatMap((written) => written.faults),
    ...entries.flatMap((entry) => entryFaults(entry, stored.get(entry.id))),
    ...(stored.size === entries.length ? [] : [`${entries.length} creates were acknowledged, ${stored.size} entries are there`]),
    ...doubled(entries.flatMap((entry) => entry.published.map(({ seq }) => seq))).map((seq) => `Two publishes were told the seq ${seq}`),
    ...(await logFaults(sql, entries)),
    ...(await keyFaults(sql, all)),
  ]
}

interface StoredEntry {
  revision: number
  title: string
  revisions: number
  publications: { revision: number; from: number; to: number | null; title: string; body: string }[]
  schedules: { id: string; state: string; seq: number | null }[]
}

async function readEntries(sql: pg.Client): Promise<Map<string, StoredEntry>> {
  const { rows } = await sql.query(`
    select e.id, e.revision, d.content ->> f.id::text as title,
      (select count(*)::int from "Revision" r where r."entryId" = e.id) as revisions,
      coalesce((select json_agg(json_build_object('revision', p.revision, 'from', p."validFrom", 'to', p."validTo", 'title', p.values ->> f.id::text, 'body', p.body) order by p."validFrom")
        from "Publication" p where p."entryId" = e.id), '[]') as publications,
      coalesce((select json_agg(json_build_object('id', s.id, 'state', s.state, 'seq', s.seq)) from "Schedule" s where s."entryId" = e.id), '[]') as schedules
    from "Entry" e join "Draft" d on d."entryId" = e.id join "Field" f on f."typeId" = e."typeId" and f.name = 'title'`)
  return new Map(rows.map(({ id, ...entry }) => [id as string, entry as StoredEntry]))
}

function entryFaults(entry: KnownEntry, stored: StoredEntry | undefined): string[] {
  const name = entry.slug
  if (stored === undefined) return [`${name} was acknowledged and is not there`]
  const newest = entry.titles.length
  return [
    ...(stored.revision === newest && stored.revisions === newest
      ? []
      : [`${name} has ${stored.revisions} revisions and stands at ${stored.revision}; ${newest} were acknowledged`]),
    ...(stored.title === entry.titles.at(-1) ? [] : [`${name} is called "${stored.title}", not "${entry.titles.at(-1)}"`]),
    ...stored.publications
      .filter(({ revision, title, body }) => title !== entry.titles[revision - 1] || !body.includes(JSON.stringify(title)))
      .map(({ revision }) => `A publication of ${name} is not what revision ${revision} says`),
    ...publicationFaults(entry, stored),
  ]
}

function publicationFaults(
  { slug, published, scheduleId, publicRevision }: KnownEntry,
  { publications, schedules }: StoredEntry,
): string[] {
  if (scheduleId !== null) {
    const [schedule] = schedules
    const ran = schedules.length === 1 && schedule?.state === 'done' && publications.length === 1 && publications[0]?.from === schedule.seq
    return ran ? [] : [`The schedule of ${slug} is ${JSON.stringify(schedules)}, its publications are ${publications.length}`]
  }
  const heads = publications.filter(({ to }) => to === null)
  const isTold = JSON.stringify(published) === JSON.stringify(publications.map(({ from, revision }) => ({ seq: from, revision })))
  return [
    ...(isTold
      ? []
      : [
          `${slug} was published as ${JSON.stringify(publications.map(({ from, revision }) => [from, revision]))}, told was ${JSON.stringify(published)}`,
        ]),
    ...(heads.length <= 1 && (heads[0]?.revision ?? null) === publicRevision
      ? []
      : [`Readers don't have of ${slug} what was acknowledged last`]),
    ...(schedules.length === 0 ? [] : [`${slug} has a schedule that nobody was told of`]),
  ]
}

/** One event for each publish and each schedule that ran, numbered without gaps. */
async function logFaults(sql: pg.Client, entries: readonly KnownEntry[]): Promise<string[]> {
  const { rows } = await sql.query(`
    select count(*)::int as events, max(seq)::int as newest, count(*) filter (where kind = 'entry.published')::int as published,
      (select seq::int from "PublicationCounter") as counter from "PublicationEvent"`)
  const [{ events, newest, published, counter }] = rows
  const expected = entries.reduce((sum, entry) => sum + entry.published.length + (entry.scheduleId === null ? 0 : 1), 0)
  return [
    ...(events === newest && newest === counter ? [] : [`${events} events up to ${newest}, the counter stands at ${counter}`]),
    ...(published === expected ? [] : [`${published} publishes are in the log, ${expected} were acknowledged`]),
  ]
}

/** Every acknowledged write has its kept answer, and no other one has. */
async function keyFaults(sql: pg.Client, all: readonly Written[]): Promise<string[]> {
  const { rows } = await sql.query('select count(*)::int as kept from "IdempotencyKey"')
  const writes = all.reduce((sum, { creates, saves, publishes, schedules }) => sum + creates + saves + publishes + schedules, 0)
  return rows[0].kept === writes ? [] : [`${writes} writes were answered, ${rows[0].kept} answers are kept`]
}

function doubled(values: readonly number[]): number[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}
