import { createEntry, publishEntry, saveEntry, trashEntry, unpublishEntry } from '@verso/core'
import { aPageSite, buildPage, pagesOfSite } from '../support/page-site.ts'
import type { TestApp } from '../support/test-app.ts'

export interface ImpactOutcome {
  edits: number
  /** Pages that were stale after a rebuild of those that were named. */
  stale: { edit: number; page: string }[]
  named: number
}

/** Edits a site at random; after each, only the pages that the log names are built anew, and all is compared to a whole build. */
export async function editAtRandom(
  { app, system, store, signInAs }: TestApp,
  { edits, random }: { edits: number; random: () => number },
): Promise<ImpactOutcome> {
  const { ids } = await aPageSite(system)
  const read = (path: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url: `/content/v1${path}`, headers })
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const owner = await signInAs('owner')
  const { token } = (await owner.ask('POST', '/tokens', { name: 'site', kind: 'content', types: ['post'] })).json()
  const built = new Map<string, string>()
  let pages = await pagesOfSite(read)
  for (const [page, reads] of pages) built.set(page, (await buildPage(read, page, reads)) ?? '')
  const outcome: ImpactOutcome = { edits, stale: [], named: 0 }
  for (let edit = 0; edit < edits; edit += 1) {
    const after = await store.log.seq()
    // Also waits until all that was read is noted.
    const told = await app.inject({
      method: 'POST',
      url: '/content/v1/builds',
      headers: { authorization: `Bearer ${token}` },
      payload: { site: 'public', seq: Number(after) },
    })
    if (told.statusCode !== 201) throw new Error(told.body)
    await change({ system, ids, pick, random, edit })
    const { events } = (await read(`/events?after=${after}`)).json() as { events: { affected: { pages: string[] } }[] }
    const named = new Set(events.flatMap(({ affected }) => affected.pages))
    outcome.named += named.size
    pages = await pagesOfSite(read)
    for (const page of built.keys()) if (!pages.has(page) && [...named].some((name) => name.startsWith('list of'))) built.delete(page)
    // A page that is new is built since the list that it comes from was named.
    for (const [page, reads] of pages) if (named.has(page) || !built.has(page)) built.set(page, (await buildPage(read, page, reads)) ?? '')
    for (const [page, reads] of pages) {
      const whole = await buildPage(read, page, reads)
      if (whole !== built.get(page)) {
        outcome.stale.push({ edit, page })
        built.set(page, whole ?? '')
      }
    }
    for (const page of built.keys()) if (!pages.has(page)) outcome.stale.push({ edit, page })
  }
  return outcome
}

interface Change {
  system: TestApp['system']
  ids: Record<'author' | 'tag' | 'post', string[]>
  pick: <T>(list: readonly T[]) => T
  random: () => number
  edit: number
}

async function change({ system, ids, pick, random, edit }: Change): Promise<void> {
  const type = pick(['post', 'post', 'post', 'author', 'tag'] as const)
  if (random() < 0.1) {
    const { row } = await createEntry(system, {
      type,
      fields: { title: `New ${edit}`, ...(type === 'post' ? { author: { _ref: pick(ids.author) } } : {}) },
    })
    await publishEntry(system, row.id, {})
    ids[type].push(row.id)
    return
  }
  const id = pick(ids[type])
  const entry = await system.store.entries.find(id)
  if (entry === null || entry.trashedAt !== null) return
  const what = random()
  if (what < 0.08) return void (await unpublishEntry(system, id, {}))
  if (what < 0.12) {
    await trashEntry(system, id)
    ids[type] = ids[type].filter((one) => one !== id)
    return
  }
  const fields: Record<string, unknown> =
    type === 'post'
      ? pick([
          { title: `Title ${edit}` },
          { slug: `slug-${edit}` },
          { body: `Body ${edit}` },
          { rating: Math.floor(random() * 5) },
          { author: { _ref: pick(ids.author) } },
          { tags: [{ _ref: pick(ids.tag) }] },
        ])
      : pick([{ title: `Name ${edit}` }, { slug: `name-${edit}` }])
  await saveEntry(system, id, { fields, baseRevision: entry.revision })
  await publishEntry(system, id, {})
}
