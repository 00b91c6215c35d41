import type { ImportMedia, ImportRecord } from '@verso/core'
import { addressKey } from './addresses.ts'
import { type TypeInput, wordpressTypes } from './content-types.ts'
import { addressesOf } from './import-body.ts'
import { planMedia } from './import-media.ts'
import { importMenuItem } from './import-menu-item.ts'
import { importPost } from './import-post.ts'
import { createImportReport, type ImportReport, type NotCarriedOver } from './import-report.ts'
import { importTerms } from './import-terms.ts'
import { readWxr } from './read-wxr.ts'
import { indexWxr, itemIdentities, itemTypeOf, type WxrIndex } from './wxr-index.ts'

export interface ImportPlan {
  /** Names the site, so that the numbers of two sites are never mistaken for each other. */
  source: string
  site: { title: string; url: string }
  types: TypeInput[]
  media: ImportMedia[]
  /** Key of every entry, in the order of `records`. */
  keys: string[]
  /** How many entries of each type. */
  counts: Record<string, number>
  notCarriedOver: NotCarriedOver[]
  /** The records, read from the file again and always the same: a whole site need not fit into memory. */
  records: () => AsyncGenerator<ImportRecord>
}

/**
 * Reads and converts a whole WordPress export before anything is written. A file that is damaged anywhere ends here, with a
 * `WxrError`; what can't be carried over is known in advance. `open` reads the file from its beginning, each time anew.
 */
export async function planImport(open: () => AsyncIterable<Uint8Array>): Promise<ImportPlan> {
  const report = createImportReport()
  const index = await indexWxr(countingEmails(readWxr(open()), report), report)
  const media = planMedia(index, report)
  const context = { index, media, addresses: addressesOf(index), report }
  const keys: string[] = []
  const counts: Record<string, number> = {}
  for await (const { key, type } of convert(open, context)) {
    keys.push(key)
    counts[type] = (counts[type] ?? 0) + 1
  }
  return {
    source: `wordpress:${addressKey(index.site.blogUrl) ?? index.site.title}`,
    site: { title: index.site.title, url: index.site.blogUrl },
    types: wordpressTypes,
    media: media.list(),
    keys,
    counts,
    notCarriedOver: report.list(),
    // What is reported was reported while planning.
    records: () => convert(open, { ...context, report: createImportReport() }),
  }
}

interface Conversion {
  index: WxrIndex
  media: ReturnType<typeof planMedia>
  addresses: ReadonlyMap<string, string>
  report: ImportReport
}

async function* convert(open: () => AsyncIterable<Uint8Array>, context: Conversion): AsyncGenerator<ImportRecord> {
  yield* importTerms(context.index, context.report)
  const identify = itemIdentities()
  for await (const record of readWxr(open())) {
    if (record.kind !== 'item' || itemTypeOf(record) === null) continue
    const indexed = context.index.items.get(identify(record))
    if (indexed === undefined) throw new Error('The file changed while it was read')
    yield indexed.type === 'menuItem' ? importMenuItem(record, indexed, context) : importPost(record, indexed, context)
  }
}

/** Addresses of people are left out by choice: everything that is imported may end on a public page. */
async function* countingEmails(records: ReturnType<typeof readWxr>, report: ImportReport): ReturnType<typeof readWxr> {
  for await (const record of records) {
    if (record.kind === 'author' && record.email !== '') report.add('e-mail addresses of authors')
    yield record
  }
}
