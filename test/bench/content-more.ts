import { type ContentLoad, told } from './content-load.ts'
import type { Asked } from './http-load.ts'

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
  load.say(
    'mixed: 2,000 addresses with five publishes a second',
    `${told(mixed)}; without them ${told(quiet)}; ${published} published, ${stale} stale answers`,
    { ratio: mixed.perSecond / quiet.perSecond, aim: 0.6 },
  )
  if (stale > 0) load.missed.push('mixed: stale answers')
}

function publishing({ ask, urls, entries }: ContentLoad, onRead: (isStale: boolean) => void): { stop: () => Promise<void> } {
  let isOver = false
  async function go(): Promise<void> {
    while (!isOver) {
      const began = performance.now()
      const slug = `article-${Math.floor(Math.random() * Math.min(entries, 2_000))}`
      const { title } = await ask<{ title: string }>({ publish: slug })
      const answer = (await (await fetch(`${urls.kept}${list}/${slug}?include=author,categories`)).json()) as { data: { title: string } }
      onRead(answer.data.title !== title)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, publishEveryMs - (performance.now() - began))))
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

/** What a total costs: of a whole type nothing, of a filter one count until the type moves. */
export async function measureCounts(load: ContentLoad): Promise<void> {
  await measureWholeCount(load)
  await measureCount(load, { what: 'of a filter', filter: '&filter[categories.slug]=category-3' })
}

export function measureWholeCount(load: ContentLoad): Promise<void> {
  return measureCount(load, { what: 'of the whole type', filter: '' })
}

async function measureCount(load: ContentLoad, { what, filter }: { what: string; filter: string }): Promise<void> {
  const pages = (query: string) =>
    Array.from({ length: 50 }, (_, index): Asked => ({ path: `${list}?limit=5&offset=${index * 5}${query}` }))
  const [counted, bare] = await load.interleaved([
    () => load.load('warm', pages(`${filter}&count=true`)),
    () => load.load('warm', pages(filter)),
  ])
  if (counted === undefined || bare === undefined) throw new Error('Nothing was measured')
  load.say(`count: ${what}`, `${told(counted)}; without ${told(bare)}`, { ratio: counted.perSecond / bare.perSecond, aim: 0.9 })
}

/** How long the slow ones take: lists, an indexed filter, and pages by cursor, the last of them far behind. */
export async function measurePages(load: ContentLoad): Promise<void> {
  const page = '?sort=-_publishedAt&limit=20&include=author,categories'
  const far = Math.min(10_000, Math.floor(load.entries / 20) - 1)
  const cases: [string, string][] = [
    ['list', page],
    ['filter by category', `${page}&filter[categories.slug]=category-3`],
    ['filter by rating', `${page}&filter[rating]=77`],
    ['next page', `${page}&after=${await cursorAt(load, page, 20)}`],
    [`page ${far} by cursor`, `${page}&after=${await cursorAt(load, page, far * 20)}`],
  ]
  for (const [what, query] of cases) {
    const [rate] = await load.interleaved([() => load.load('plain', [{ path: `${list}${query}` }])])
    if (rate === undefined) throw new Error('Nothing was measured')
    load.say(`pages: ${what} (p95 of 100 ms)`, told(rate), { ratio: 100 / rate.p95Ms, aim: 1 })
  }
}

async function cursorAt({ urls }: ContentLoad, page: string, place: number): Promise<string> {
  let after = ''
  // An offset has a limit; far pages are walked to as readers walk.
  for (let left = place; left > 0; left -= 250) {
    const limit = Math.min(left, 250)
    const query = page.replace('limit=20', `limit=${limit}&select=slug`).replace('&include=author,categories', '')
    const response = await fetch(`${urls.plain}${list}${query}${after === '' ? '' : `&after=${after}`}`)
    after = ((await response.json()) as { page: { next: string } }).page.next
  }
  return after
}
