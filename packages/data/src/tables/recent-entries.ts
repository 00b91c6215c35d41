import type { Connection } from '../connection.ts'
import { type SeenTypes, seenAmong } from '../reads/draft-scope.ts'
import { createParameters } from '../reads/parameters.ts'

export interface RecentEntries {
  /** What one of these made or changed last, newest first; the trash is left out. */
  changedBy: (actorIds: string[], seen: SeenTypes, limit: number) => Promise<string[]>
  /** What became public lately, newest first. */
  published: (seen: SeenTypes, limit: number) => Promise<string[]>
}

/** What people look for first when they come in, by id. */
export function recentEntries({ query }: Connection): RecentEntries {
  const ids = async (text: string, values: unknown[]) => (await query<{ id: string }>(text, values)).map((row) => row.id)
  return {
    changedBy(actorIds, seen, limit) {
      const parameters = createParameters([actorIds, limit])
      return ids(changedBy(seenAmong(seen, parameters)), parameters.values)
    },
    published(seen, limit) {
      const parameters = createParameters([limit, limit * headsPerEntry])
      return ids(published(seenAmong(seen, parameters)), parameters.values)
    },
  }
}

/** An entry has a head in each of its languages; they are looked through newest first, and not to the end. */
const headsPerEntry = 10

const changedBy = (isSeen: string) => `
  select e.id from "Entry" e join "Draft" d on d."entryId" = e.id
  where ${isSeen} and e."trashedAt" is null and (e."updatedById" = any($1::uuid[]) or e."createdById" = any($1::uuid[]))
  order by e."updatedAt" desc, e.id desc limit $2::int`

const published = (isSeen: string) => `
  select h."entryId" as id from (
    select p."entryId", p."validFrom" from "Publication" p join "Entry" e on e.id = p."entryId" join "Draft" d on d."entryId" = e.id
    where p."validTo" is null and ${isSeen} order by p."validFrom" desc limit $2::int
  ) h
  group by h."entryId" order by max(h."validFrom") desc, h."entryId" limit $1::int`
