import { createHash } from 'node:crypto'
import type { ImportKeyRow, MediaRow } from '@verso/data'
import { canonicalJson } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'

/** A file of an import: where it is, and what is said of it. */
export interface ImportMedia {
  key: string
  url: string
  filename: string
  mimeType: string
  alt: string | null
  caption: string | null
}

export interface ImportMediaBatch {
  source: string
  media: ImportMedia[]
  /** Id of each key, reserved before. */
  ids: ReadonlyMap<string, string>
  /** The locale that the descriptions are in. */
  locale: string
}

export interface ImportMediaOutcome {
  key: string
  id: string
  outcome: 'made' | 'changed' | 'unchanged' | 'kept'
}

/** Makes the files of an import as placeholders that know where they came from; `fetchMedia` brings the bytes. One `seq` in all. */
export async function importMedia(ctx: Context, { source, media, ids, locale }: ImportMediaBatch): Promise<ImportMediaOutcome[]> {
  authoriseManage(ctx.actor, 'media')
  return ctx.store.transaction(async (tx) => {
    const known = new Map(
      (
        await tx.imports.find(
          source,
          media.map((one) => one.key),
        )
      ).map((row) => [row.key, row]),
    )
    const present = new Map((await tx.media.findMany([...ids.values()])).map((row) => [row.id, row]))
    const planned = media.map((one) => planOne(ctx, { one, source, ids, locale, known, present }))
    const writes = planned.flatMap(({ row }) => (row === null ? [] : [row]))
    if (writes.length > 0) {
      await tx.log.append({ kind: 'media.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (seq) => {
        for (const row of writes) await (present.has(row.id) ? tx.media.replace(row, seq) : tx.media.create(row, seq))
        return writes.map(({ id, revision }) => ({ op: 'media', id, revision }))
      })
      await tx.imports.put(planned.flatMap(({ key, row }) => (row === null ? [] : [key])))
      await recordAudit(ctx, tx, { action: 'media.import', target: { kind: 'import', id: source }, after: { files: writes.length } })
    }
    return planned.map(({ outcome }) => outcome)
  })
}

interface Planning {
  one: ImportMedia
  source: string
  ids: ReadonlyMap<string, string>
  locale: string
  known: Map<string, ImportKeyRow>
  present: Map<string, MediaRow>
}

interface Planned {
  outcome: ImportMediaOutcome
  key: ImportKeyRow
  row: MediaRow | null
}

function planOne(ctx: Context, { one, source, ids, locale, known, present }: Planning): Planned {
  const id = ids.get(one.key)
  if (id === undefined) throw new Error(`Import key ${one.key} was not reserved`)
  const hash = createHash('sha256')
    .update(canonicalJson({ ...one }))
    .digest('hex')
  const key: ImportKeyRow = { source, key: one.key, entryId: null, mediaId: id, hash }
  const before = present.get(id)
  if (before !== undefined && known.get(one.key)?.hash === hash)
    return { outcome: { key: one.key, id, outcome: 'unchanged' }, key, row: null }
  // Once the bytes are here, what people say of the file is theirs.
  if (before !== undefined && before.sha256 !== null) return { outcome: { key: one.key, id, outcome: 'kept' }, key, row: null }
  const at = ctx.now()
  const row: MediaRow = {
    id,
    revision: (before?.revision ?? 0) + 1,
    filename: one.filename,
    mimeType: one.mimeType,
    bytes: 0n,
    sha256: null,
    width: null,
    height: null,
    facts: {},
    alt: one.alt === null ? {} : { [locale]: one.alt },
    caption: one.caption === null ? {} : { [locale]: one.caption },
    focalPoint: before?.focalPoint ?? null,
    crop: before?.crop ?? null,
    tags: before?.tags ?? [],
    folderId: before?.folderId ?? null,
    isPrivate: before?.isPrivate ?? false,
    sourceUrl: one.url,
    createdAt: before?.createdAt ?? at,
    createdById: before?.createdById ?? ctx.actor.id,
    updatedAt: at,
  }
  return { outcome: { key: one.key, id, outcome: before === undefined ? 'made' : 'changed' }, key, row }
}
