import type { EntryView, SavedEntryView } from '@verso/contract'
import type { ChangedEntry, EntryDetail, SavedEntry } from '@verso/core'
import type { FastifyReply } from 'fastify'
import { toEntryView, toSavedEntryView } from './views/entry-view.ts'

/** An entry with its revision as ETag, which later changes name in `If-Match`. */
export function entryReply(reply: FastifyReply, entry: EntryDetail): EntryView {
  reply.header('etag', `"${entry.row.revision}"`)
  return toEntryView(entry)
}

/** The same after a verb; `Verso-Seq` only when readers see something else now. */
export function changedEntryReply(reply: FastifyReply, { entry, seq }: ChangedEntry): EntryView {
  if (seq !== null) reply.header('verso-seq', String(seq))
  return entryReply(reply, entry)
}

/** A new entry: 201 with its address. */
export function createdEntryReply(reply: FastifyReply, entry: EntryDetail): EntryView {
  reply.code(201).header('location', `/admin/v1/entries/${entry.row.id}`)
  return entryReply(reply, entry)
}

/** The same after a change of the draft, with what came in from others. */
export function savedEntryReply(reply: FastifyReply, saved: SavedEntry): SavedEntryView {
  entryReply(reply, saved)
  return toSavedEntryView(saved)
}
