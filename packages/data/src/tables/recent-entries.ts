import type { Connection } from '../connection.ts'

export interface RecentEntries {
  /** What one of these made or changed last, newest first; the trash is left out. */
  changedBy: (actorIds: string[], typeIds: string[], limit: number) => Promise<string[]>
  /** What became public lately, newest first. */
  published: (typeIds: string[], limit: number) => Promise<string[]>
}

/** What people look for first when they come in, by id. */
export function recentEntries({ query }: Connection): RecentEntries {
  const ids = async (text: string, values: unknown[]) => (await query<{ id: string }>(text, values)).map((row) => row.id)
  return {
    changedBy: (actorIds, typeIds, limit) => ids(changedBy, [actorIds, typeIds, limit]),
    published: (typeIds, limit) => ids(published, [typeIds, limit, limit * headsPerEntry]),
  }
}

/** An entry has a head in each of its languages; they are looked through newest first, and not to the end. */
const headsPerEntry = 10

const changedBy = `
  select id from "Entry"
  where "typeId" = any($2::uuid[]) and "trashedAt" is null and ("updatedById" = any($1::uuid[]) or "createdById" = any($1::uuid[]))
  order by "updatedAt" desc, id desc limit $3::int`

const published = `
  select "entryId" as id from (
    select "entryId", "validFrom" from "Publication" where "validTo" is null and "typeId" = any($1::uuid[]) order by "validFrom" desc limit $3::int
  ) h
  group by "entryId" order by max("validFrom") desc, "entryId" limit $2::int`
