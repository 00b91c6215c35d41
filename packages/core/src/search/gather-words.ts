import { draftWords, type Transaction, type WordlessPublication, type WordsWanted } from '@verso/data'
import { allFields, type ContentType, type FlatContent, type Json, type Model } from '@verso/model'
import type { Context } from '../context.ts'
import { documentTexts, draftTexts } from './document-texts.ts'

const pageSize = 500

/** Gathers anew what publications are found by. */
export async function gatherPublications(tx: Transaction, model: Model, wanted: WordsWanted): Promise<void> {
  for (let after: string | null = null; ; ) {
    const page: WordlessPublication[] = await tx.searchWords.publications(wanted, { after, limit: pageSize })
    if (page.length > 0) await writePage(tx, model, page)
    after = page.at(-1)?.id ?? null
    if (page.length < pageSize || after === null) return
  }
}

async function writePage(tx: Transaction, model: Model, page: readonly WordlessPublication[]): Promise<void> {
  const rows = []
  for (const row of page) {
    const type = model.types.find(({ id }) => id === row.typeId)
    // What is published of a type that was removed comes back with it, and is gathered by then.
    const texts = type === undefined ? [] : documentTexts({ type, flat: await contentOf(tx, row), ...row }, model.locales)
    rows.push({ id: row.id, texts })
  }
  await tx.searchWords.writePublications(rows)
}

const previewedAtOnce = 1_000

/** Gathers what documents of a preview are found by. True where there are more than go into one transaction. */
export async function gatherPreviewed(
  { now }: Pick<Context, 'now'>,
  tx: Transaction,
  { previewId, model }: { previewId: string; model: Model },
): Promise<boolean> {
  const found = await tx.previews.words.missing(previewId, previewedAtOnce)
  if (found.length === 0) return false
  await tx.previews.hold(previewId, now())
  const documents = []
  for (const row of found) {
    const type = model.types.find(({ id }) => id === row.typeId)
    const texts = type === undefined ? [] : documentTexts({ type, flat: await contentOf(tx, row), ...row }, model.locales)
    documents.push({ ...row, texts })
  }
  await tx.previews.words.write(previewId, documents)
  return found.length === previewedAtOnce
}

async function contentOf(tx: Transaction, { layout, typeId, pieces }: Omit<WordlessPublication, 'id'>): Promise<FlatContent> {
  const fieldIds = await tx.models.layout(layout, typeId)
  return Object.fromEntries(fieldIds.map((id, index) => [id, JSON.parse(pieces[index] ?? 'null') as Json]))
}

/** What is said of a file has changed: documents that show it are found by what is said now. With `past`, those of former times as well. */
export async function gatherShowing(tx: Transaction, mediaId: string, { past }: { past: boolean }): Promise<void> {
  const model = await tx.models.current()
  const types = model.types.filter((type) => type.kind !== 'component' && searchesFiles(type))
  if (types.length > 0) await gatherPublications(tx, model, { kind: 'file', mediaId, typeIds: types.map(({ id }) => id), past })
}

function searchesFiles(type: ContentType): boolean {
  return allFields(type).some((field) => field.kind === 'media' && field.searchable === true)
}

/** Gathers what nobody has gathered yet: what was there before there was a search. For the worker; a page at a time, each for good. */
export async function gatherMissing({ store }: Pick<Context, 'store'>, signal?: AbortSignal): Promise<void> {
  for (const gather of [gatherMissingDrafts, gatherMissingPage]) {
    let isMore = true
    while (isMore && signal?.aborted !== true) isMore = await gather(store)
  }
}

function gatherMissingDrafts(store: Context['store']): Promise<boolean> {
  return store.transaction(async (tx) => {
    const model = await tx.models.lockShared()
    const found = await tx.searchWords.drafts(pageSize)
    const rows = (await tx.entries.lockMany(found.map(({ entryId }) => entryId))).map((entry) => {
      const type = model.types.find(({ id }) => id === entry.typeId)
      return { entryId: entry.id, words: type === undefined ? '' : draftWords(draftTexts(type, entry.content, model.locales)) }
    })
    await tx.searchWords.writeDrafts(rows)
    return rows.length === pageSize
  })
}

function gatherMissingPage(store: Context['store']): Promise<boolean> {
  return store.transaction(async (tx) => {
    const model = await tx.models.lockShared()
    const page = await tx.searchWords.publications({ kind: 'missing' }, { after: null, limit: pageSize })
    if (page.length > 0) await writePage(tx, model, page)
    return page.length === pageSize
  })
}
