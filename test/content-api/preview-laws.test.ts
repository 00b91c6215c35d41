import {
  addReleaseItems,
  changeEntries,
  type Context,
  createRelease,
  createSchedule,
  publishEntry,
  publishRelease,
  Refusal,
  restoreEntry,
  unpublishEntry,
} from '@verso/core'
import fc from 'fast-check'
import t from 'tap'
import { acts, perform, type PreviewSite, previewSite, someEntries, touch } from './preview-site.ts'

const seed = Number(process.env.VERSO_SEED ?? Date.now() % 2 ** 31)
t.comment(`seed ${seed}`)
const rounds = Number(process.env.VERSO_RUNS ?? 5)

t.test('what drafts would look like is what readers get once all are published', async (t) => {
  const site = await previewSite(t)
  const ids = await someEntries(site)
  let compared = 0
  // Each round goes on from the one before: what was kept of the preview is mended by what has changed since.
  for (const [round, history] of fc.sample(acts, { seed, numRuns: rounds }).entries()) {
    for (const act of history) await perform(site, ids, act)
    await touch(site, ids)
    const expected = await site.readAll('perspective=drafts')
    if (await publishAll(site, ids)) {
      compared += 1
      t.same(differences(expected, await site.readAll('')), [], `round ${round}`)
    }
    for (const { id } of (await site.ctx.store.entries.findMany(ids)).filter(({ trashedAt }) => trashedAt !== null))
      await restoreEntry(site.ctx, id)
  }
  t.ok(compared > 0, `${compared} of ${rounds} rounds could be published whole`)
})

const items = fc.array(
  fc.record({
    entry: fc.nat(5),
    action: fc.constantFrom('publish' as const, 'publish' as const, 'unpublish' as const, 'trash' as const),
    isPinned: fc.boolean(),
    locales: fc.option(fc.subarray(['en', 'de'], { minLength: 1 })),
  }),
  { minLength: 1, maxLength: 5 },
)
type Item = typeof items extends fc.Arbitrary<(infer T)[]> ? T : never

/** What is in the trash after the first of two releases could not be published by the second. */
function withoutTrash(item: Item): Item {
  return { ...item, action: item.action === 'trash' ? 'unpublish' : item.action }
}

async function aRelease({ ctx }: PreviewSite, ids: string[], wanted: Item[]): Promise<string> {
  const { row } = await createRelease(ctx, { name: 'Together' })
  const known = new Map((await ctx.store.entries.findMany(ids)).map((entry) => [entry.id, entry]))
  const chosen = wanted.filter(
    ({ entry }, index) => wanted.findIndex((other) => other.entry === entry) === index && known.get(ids[entry] ?? '')?.trashedAt === null,
  )
  await addReleaseItems(
    ctx,
    row.id,
    chosen.map(({ entry, action, isPinned, locales }) => ({
      entryId: ids[entry] ?? '',
      action,
      ...(locales === null || action === 'trash' || entry < 3 ? {} : { locales }),
      ...(isPinned && action === 'publish' ? { revision: known.get(ids[entry] ?? '')?.revision ?? 1 } : {}),
    })),
  )
  return row.id
}

t.test('what releases would look like, one on the other, is what readers get once they are published in this order', async (t) => {
  const site = await previewSite(t)
  const ids = await someEntries(site)
  const releases = fc.sample(fc.tuple(items, items), { seed, numRuns: rounds })
  let compared = 0
  for (const [round, history] of fc.sample(acts, { seed: seed + 1, numRuns: rounds }).entries()) {
    for (const act of history) await perform(site, ids, act)
    const released = [
      await aRelease(site, ids, (releases[round]?.[0] ?? []).map(withoutTrash)),
      await aRelease(site, ids, releases[round]?.[1] ?? []),
    ]
    await touch(site, ids)
    const expected = await site.readAll(`perspective=release:${released.join(',')}`)
    if (await isDone(() => publishAllOf(site, released))) {
      compared += 1
      t.same(differences(expected, await site.readAll('')), [], `round ${round}`)
    }
    for (const { id } of (await site.ctx.store.entries.findMany(ids)).filter(({ trashedAt }) => trashedAt !== null))
      await restoreEntry(site.ctx, id)
  }
  t.ok(compared > 0, `${compared} of ${rounds} pairs of releases could be published`)
})

t.test('what a moment to come would look like is what readers get once all that is planned has happened', async (t) => {
  const site = await previewSite(t)
  const { ctx, clock } = site
  const ids = await someEntries(site)
  const [history = []] = fc.sample(acts, { seed: seed + 2, numRuns: 1 })
  for (const act of history) await perform(site, ids, act)
  const on = (day: number): Context => ({ ...ctx, now: () => new Date(Date.parse('2099-01-01T00:00:00.000Z') + day * 86_400_000) })
  const planned = fc.sample(fc.record({ entry: fc.nat(5), day: fc.nat(20), isEnd: fc.boolean() }), { seed, numRuns: 12 })
  const live = planned.filter((one, index) => planned.findIndex(({ day }) => day === one.day) === index).toSorted((a, b) => a.day - b.day)
  const done: (() => Promise<unknown>)[] = []
  for (const { entry, day, isEnd } of live) {
    const id = ids[entry] ?? ''
    const at = on(day).now().toISOString()
    if (await isDone(() => createSchedule(ctx, id, { action: isEnd ? 'unpublish' : 'publish', at })))
      done.push(() => (isEnd ? unpublishEntry(on(day), id) : publishEntry(on(day), id)))
  }
  const { row } = await createRelease(ctx, { name: 'Later', publishAt: on(21).now().toISOString() })
  await addReleaseItems(ctx, row.id, [{ entryId: ids[3] ?? '', action: 'publish' }])
  done.push(() => publishRelease(on(21), row.id))

  const expected = await site.readAll('at=2099-02-01')
  for (const happen of done) await isDone(happen)
  clock.at = Date.parse('2099-02-01T00:00:00.000Z')
  t.same(differences(expected, await site.readAll('')), [])
  t.ok(done.length > 1)
})

async function publishAllOf({ ctx }: PreviewSite, releaseIds: string[]): Promise<void> {
  for (const id of releaseIds) await publishRelease(ctx, id)
}

async function isDone(happen: () => Promise<unknown>): Promise<boolean> {
  try {
    await happen()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

async function publishAll({ ctx }: PreviewSite, ids: string[]): Promise<boolean> {
  const live = (await ctx.store.entries.findMany(ids)).filter(({ trashedAt }) => trashedAt === null)
  const done = await changeEntries(ctx, { action: 'publish', ids: live.map(({ id }) => id) })
  return 'results' in done && done.results.every(({ refusal }) => refusal === null)
}

function differences(expected: Map<string, string>, found: Map<string, string>): string[] {
  return [...found].flatMap(([path, body]) =>
    body === expected.get(path) ? [] : [`${path}\n  would be ${expected.get(path)}\n  came to be ${body}`],
  )
}
