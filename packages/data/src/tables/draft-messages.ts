import type { Connection } from '../connection.ts'

/** That a draft was made or saved, as one endpoint is still to be told. */
export interface DraftMessageRow {
  id: bigint
  event: 'entry.created' | 'entry.updated'
  entryId: string
  typeId: string
  revision: number
  /** Ids of the fields that differ from the revision before, in languages that the endpoint is told of. */
  changed: string[]
  byId: string | null
  byKind: string
  at: Date
}

export interface DraftMessages {
  /** The oldest ones; none where an endpoint has been told all. */
  next: (webhookId: string, limit: number) => Promise<DraftMessageRow[]>
  /** Takes those out that nobody has to be told of, or all of an endpoint. */
  remove: (webhookId: string, ids: readonly bigint[] | null) => Promise<void>
  /** Removes what is older. */
  forget: (before: Date) => Promise<void>
}

/**
 * What endpoints are still to be told of drafts: written in the statement that saves them, for those endpoints alone that name such events, so that what isn't saved
 * is told to nobody. Whoever saves holds the entry: of one entry rows are in the order of its revisions.
 */
export function draftMessagesTable({ query }: Connection): DraftMessages {
  return {
    next: (webhookId, limit) => query(next, [webhookId, limit]),
    async remove(webhookId, ids) {
      if (ids === null) await query('delete from "DraftMessage" where "webhookId" = $1::uuid', [webhookId])
      else if (ids.length > 0) await query(remove, [webhookId, ids.map(String)])
    },
    async forget(before) {
      await query('delete from "DraftMessage" where at < $1::timestamptz', [before])
    },
  }
}

const next = `
  select id, event, "entryId", "typeId", revision, changed, "byId", "byKind", at from "DraftMessage"
  where "webhookId" = $1::uuid order by id limit $2::int`

const remove = 'delete from "DraftMessage" where "webhookId" = $1::uuid and id = any($2::bigint[])'

interface SavedRows {
  event: DraftMessageRow['event']
  /** SQL with the columns id, typeId, number, changed (JSON: ids of fields, with `/locale` where they are localised), kind, byId, byKind and at. */
  rows: string
}

/** What was changed in a language that an endpoint isn't told of is nothing to it; what has no languages reads alike in every one of them. */
const changedForIt = `
  json_array_elements_text(s.changed) c where cardinality(w.locales) = 0 or split_part(c, '/', 2) = '' or split_part(c, '/', 2) = any(w.locales)`

/** SQL that leaves word of what is saved. Of much that is loaded at once nobody is told. An endpoint that is being deleted is waited for, and left out once it is gone. */
export function insertDraftMessages({ event, rows }: SavedRows): string {
  return `
    insert into "DraftMessage" ("webhookId", event, "entryId", "typeId", revision, changed, "byId", "byKind", at)
    select w.id, '${event}', s.id, s."typeId", s.number, array(select distinct split_part(c, '/', 1) from ${changedForIt}), s."byId",
      coalesce(s."byKind", case when s."byId" is null then 'system' else 'user' end), s.at
    from "Webhook" w cross join ${rows} s
    where w.state <> 'disabled' and w.events @> array['${event}'] and s.kind <> 'import'
      and (cardinality(w."typeIds") = 0 or s."typeId" = any(w."typeIds"))
      and (cardinality(w.locales) = 0 or exists (select from ${changedForIt}))
    for key share of w`
}
