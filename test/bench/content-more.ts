import { once } from 'node:events'
import { type Asked, type ContentLoad, told } from './content-load.ts'

const list = '/content/v1/entries/article'
const publishEveryMs = 200

/** 95 of 100 requests are reads over 2,000 addresses; five times a second something is published, and read back at once. */
export async function measureMixed(load: ContentLoad): Promise<void> {
  const requests = Array.from(
    { length: 2_000 },
    (_, index): Asked => ({
      path:
        index % 20 === 0
          ? `${list}?filter[rating]=${(index / 20) % 100}&limit=20`
          : `${list}/article-${index % load.entries}?include=author,categories`,
    }),
  )
  let stale = 0
  let published = 0
  const [quiet, mixed] = await load.interleaved([
    () => load.load('kept', requests),
    async () => {
      const writing = publishing(load, (isStale) => {
        published += 1
        if (isStale) stale += 1
      })
      const rate = await load.load('kept', requests)
      await writing.stop()
      return rate
    },
  ])
  if (quiet === undefined || mixed === undefined) throw new Error('Nothing was measured')
  const ratio = mixed.perSecond / quiet.perSecond
  console.log(
    `mixed: 2,000 addresses with five publishes a second: ${told(mixed)}; without them ${told(quiet)}; ratio ${ratio.toFixed(2)} (aim 0.6${ratio < 0.6 ? ', MISSED' : ''}); ${published} published, ${stale} stale answers`,
  )
}

function publishing({ servers, urls, entries }: ContentLoad, onRead: (isStale: boolean) => void): { stop: () => Promise<void> } {
  let isOver = false
  async function go(): Promise<void> {
    while (!isOver) {
      const slug = `article-${Math.floor(Math.random() * Math.min(entries, 2_000))}`
      servers.send({ publish: slug })
      const [{ title }] = (await once(servers, 'message')) as [{ title: string }]
      const answer = (await (await fetch(`${urls.kept}${list}/${slug}?include=author,categories`)).json()) as { data: { title: string } }
      onRead(answer.data.title !== title)
      await new Promise((resolve) => setTimeout(resolve, publishEveryMs))
    }
  }
  const going = go()
  return {
    async stop() {
      isOver = true
      await going
    },
  }
}

/** What a total costs: of a whole type nothing, of a filter one count for each time it is read. */
export async function measureCounts(load: ContentLoad): Promise<void> {
  const pages = (query: string) =>
    Array.from({ length: 50 }, (_, index): Asked => ({ path: `${list}?limit=5&offset=${index * 5}${query}` }))
  for (const [what, filter] of [
    ['of the whole type', ''],
    ['of a filter', '&filter[categories.slug]=category-3'],
  ]) {
    const [counted, bare] = await load.interleaved([
      () => load.load('plain', pages(`${filter}&count=true`)),
      () => load.load('plain', pages(filter ?? '')),
    ])
    if (counted === undefined || bare === undefined) throw new Error('Nothing was measured')
    console.log(`count: ${what}: ${told(counted)}; without ${told(bare)}; ratio ${(counted.perSecond / bare.perSecond).toFixed(2)}`)
  }
}

/** How long the slow ones take: lists, an indexed filter, and pages by cursor, the last of them far behind. */
export async function measurePages(load: ContentLoad): Promise<void> {
  const page = '?sort=-_publishedAt&limit=20&include=author,categories'
  const far = Math.min(10_000, Math.floor(load.entries / 20) - 1)
  const cases: [string, string][] = [
    ['list', page],
    ['filter by category', `${page}&filter[categories.slug]=category-3`],
    ['next page', `${page}&after=${await cursorAt(load, page, 20)}`],
    [`page ${far} by cursor`, `${page}&after=${await cursorAt(load, page, far * 20)}`],
  ]
  for (const [what, query] of cases) {
    const [rate] = await load.interleaved([() => load.load('plain', [{ path: `${list}${query}` }])])
    if (rate !== undefined)
      console.log(`pages: ${what}: ${told(rate)}; 39 of 40 within ${rate.p97Ms.toFixed(0)} ms (aim 95 of 100 within 100)`)
  }
}

async function cursorAt({ urls }: ContentLoad, page: string, offset: number): Promise<string> {
  const answer = (await (await fetch(`${urls.plain}${list}${page.replace('limit=20', 'limit=1')}&offset=${offset - 1}`)).json()) as {
    page: { next: string }
  }
  return answer.page.next
}
