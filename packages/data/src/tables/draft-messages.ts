import type { Connection } from '../connection.ts'

/** That a draft was made or saved, as one endpoint is still to be told. */
export interface DraftMessageRow {
  id: bigint
  event: 'entry.created' | 'entry.updated'
  entryId: string
  typeId: string
  revision: number
  /** Ids of the fields that differ from the revision before. */
  changed: string[]
  byId: string | null
  at: Date
}

export interface DraftMessages {
  /** The oldest one; null where an endpoint has been told all. */
  next: (webhookId: string) => Promise<DraftMessageRow | null>
  /** Takes one out that nobody has to be told of, or all of an endpoint. */
  remove: (webhookId: string, id: bigint | null) => Promise<void>
  /** Removes what is older. */
  forget: (before: Date) => Promise<void>
}

/**
 * What endpoints are still to be told of drafts: written in the statement that saves them, for those endpoints alone that name such events, so that what isn't saved
 * is told to nobody. Whoever saves holds the entry: of one entry rows are in the order of its revisions.
 */
export function draftMessagesTable({ query }: Connection): DraftMessages {
  return {
    next: async (webhookId) => (await query<DraftMessageRow>(next, [webhookId]))[0] ?? null,
    async remove(webhookId, id) {
      await query('delete from "DraftMessage" where "webhookId" = $1::uuid and ($2::bigint is null or id = $2::bigint)', [
        webhookId,
        id === null ? null : String(id),
      ])
    },
    async forget(before) {
      await query('delete from "DraftMessage" where at < $1::timestamptz', [before])
    },
  }
}

const next = `
  select id, event, "entryId", "typeId", revision, changed, "byId", at from "DraftMessage" where "webhookId" = $1::uuid order by id limit 1`

interface SavedRows {
  event: DraftMessageRow['event']
  /** SQL with the columns id, typeId, number, changed (JSON), kind, byId and at. */
  rows: string
}

/** SQL that leaves word of what is saved. Of much that is loaded at once nobody is told. */
export function insertDraftMessages({ event, rows }: SavedRows): string {
  return `
    insert into "DraftMessage" ("webhookId", event, "entryId", "typeId", revision, changed, "byId", at)
    select w.id, '${event}', s.id, s."typeId", s.number, array(select distinct split_part(c, '/', 1) from json_array_elements_text(s.changed) c), s."byId", s.at
    from "Webhook" w cross join ${rows} s
    where w.state <> 'disabled' and w.events @> array['${event}'] and s.kind <> 'import'
      and (cardinality(w."typeIds") = 0 or s."typeId" = any(w."typeIds"))`
}
