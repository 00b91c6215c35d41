import type { Store } from '@verso/data'

const pageSize = 5_000

/** Every content that some row names, of now or of history or of a rendition, each once and in their order. */
export async function* namedHashes({ media }: Pick<Store, 'media'>): AsyncIterable<string> {
  for (let after = ''; ; ) {
    const page = await media.namedHashes({ after, limit: pageSize })
    yield* page
    if (page.length < pageSize) return
    after = page.at(-1) ?? ''
  }
}
