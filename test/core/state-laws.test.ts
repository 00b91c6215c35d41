import {
  type Context,
  createLocale,
  createType,
  type EntryDetail,
  entryStatuses,
  getEntry,
  listEntries,
  publishEntry,
  restoreEntry,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { aContext, anEntry } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'
import {
  type Code,
  codes,
  isOutdated,
  lastChange,
  type PlainEntry,
  plainEntry,
  publish,
  save,
  statusOf,
  timesOf,
  unpublish,
} from './plain-states.ts'

const seed = Number(process.env.VERSO_SEED ?? Date.now() % 2 ** 31)
t.comment(`seed ${seed}`)
const entriesAtOnce = 6

const word = fc.constantFrom('one', 'two', 'three')
const locales = fc.subarray<Code>([...codes], { minLength: 1 })
const act = fc.record({
  entry: fc.nat(entriesAtOnce - 1),
  by: fc.constantFrom(0, 1),
  act: fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .record({ title: fc.record({ en: word, de: word }, { requiredKeys: [] }) })
        .map((fields) => ({ kind: 'save' as const, fields })),
    },
    { weight: 2, arbitrary: word.map((note) => ({ kind: 'save' as const, fields: { note } })) },
    { weight: 4, arbitrary: locales.map((codes) => ({ kind: 'publish' as const, codes })) },
    { weight: 2, arbitrary: locales.map((codes) => ({ kind: 'unpublish' as const, codes })) },
    { weight: 1, arbitrary: fc.constant({ kind: 'trash' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'restore' as const }) },
  ),
})
type Step = typeof act extends fc.Arbitrary<infer T> ? T : never

interface World {
  people: [Context, Context]
  tick: () => string
}

async function aWorld(t: Test): Promise<World> {
  const store = await testStore(t)
  let now = Date.parse('2026-01-01T00:00:00.000Z')
  const clock = { now: () => new Date(now) }
  const people: World['people'] = [await aContext(store, clock), await aContext(store, { ...clock, name: 'Bo' })]
  await createLocale(people[0], { code: 'de', label: 'Deutsch', fallback: 'en' })
  await createType(people[0], {
    name: 'page',
    titleField: 'title',
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'note', kind: 'text' },
    ],
  })
  const tick = () => {
    now += 60_000
    return new Date(now).toISOString()
  }
  return { people, tick }
}

/** Does one step in the house and by hand. What can't be done in a state is left out. */
async function take({ people, tick }: World, entry: PlainEntry, { by, act }: Step): Promise<void> {
  const ctx = people[by] ?? people[0]
  const at = { at: tick(), by: ctx.actor.id ?? '' }
  if (act.kind === 'restore') {
    if (!entry.isTrashed) return
    await restoreEntry(ctx, entry.id)
    entry.isTrashed = false
    return
  }
  if (entry.isTrashed) return
  if (act.kind === 'save') {
    await saveEntry(ctx, entry.id, { fields: act.fields, baseRevision: entry.revision })
    save(entry, act.fields, at)
  } else if (act.kind === 'publish') {
    await publishEntry(ctx, entry.id, { locales: act.codes })
    publish(entry, act.codes, at)
  } else if (act.kind === 'unpublish') {
    await unpublishEntry(ctx, entry.id, { locales: act.codes })
    unpublish(entry, act.codes)
  } else {
    await trashEntry(ctx, entry.id)
    unpublish(entry, codes)
    entry.isTrashed = true
  }
}

t.test('an entry is shown, filtered and sorted by what happened to it, in each language', async (t) => {
  const world = await aWorld(t)
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 50 }), async (steps) => {
      const [ctx] = world.people
      const entries: PlainEntry[] = []
      for (let index = 0; index < entriesAtOnce; index += 1) {
        const made = { at: world.tick(), by: ctx.actor.id ?? '' }
        entries.push(plainEntry((await anEntry(ctx, { title: { en: 'begin' } }, 'page')).row.id, made, 'begin'))
      }
      for (const step of steps) await take(world, entries[step.entry] as PlainEntry, step)

      for (const entry of entries) t.same(shownOf(await getEntry(ctx, entry.id)), expectedOf(entry))
      await checkLists(t, world, entries)
      for (const entry of entries) if (!entry.isTrashed) await trashEntry(ctx, entry.id)
    }),
    { seed, numRuns: 6 },
  )
})

function shownOf({ status, locales, times }: EntryDetail) {
  const iso = (date: Date | null) => date?.toISOString() ?? null
  const view = ({ firstPublishedAt, firstPublishedById, publishedAt, publishedById }: EntryDetail['times']) => [
    [iso(firstPublishedAt), firstPublishedById],
    [iso(publishedAt), publishedById],
  ]
  const byLocale = Object.entries(locales).map(([code, state]) => [
    code,
    { status: state.status, isOutdated: state.outdated.length > 0, times: view(state), changed: [iso(state.updatedAt), state.updatedById] },
  ])
  return { status, times: view(times), locales: Object.fromEntries(byLocale) }
}

function expectedOf(entry: PlainEntry) {
  const view = (code?: Code) => {
    const times = timesOf(entry, code)
    return [times?.first, times?.last].map((one) => [one?.at ?? null, one?.by ?? null])
  }
  const present = codes.filter((code) => code === 'en' || entry.title.de !== undefined || entry.times.de !== undefined)
  const byLocale = present.map((code) => {
    const { at, by } = lastChange(entry, code)
    return [code, { status: statusOf(entry, code), isOutdated: code === 'de' && isOutdated(entry), times: view(code), changed: [at, by] }]
  })
  return { status: statusOf(entry), times: view(), locales: Object.fromEntries(byLocale) }
}

/** Every filter of states and times, and some together, against a plain loop over what was kept by hand. */
async function checkLists(t: Test, { people: [ctx, other] }: World, entries: PlainEntry[]): Promise<void> {
  const ids = new Set(entries.map((entry) => entry.id))
  const list = async (query: string) =>
    (await listEntries(ctx, `type=page&limit=250&${query}`)).entries.map((entry) => entry.row.id).filter((id) => ids.has(id))
  const check = async (query: string, holds: (entry: PlainEntry) => boolean, trashed = false) => {
    const expected = entries.filter((entry) => entry.isTrashed === trashed && holds(entry)).map((entry) => entry.id)
    t.same((await list(query)).sort(), expected.sort(), query)
  }

  for (const status of entryStatuses) await check(`filter[_status]=${status}`, (entry) => statusOf(entry) === status, status === 'trashed')
  await check('filter[_status][in]=draft,changed', (entry) => ['draft', 'changed'].includes(statusOf(entry) ?? ''))
  await check('filter[_status][ne]=published', (entry) => statusOf(entry) !== 'published')
  for (const code of codes) {
    for (const status of ['draft', 'published', 'changed', 'unpublished'])
      await check(`filter[_localeStatus][${code}]=${status}`, (entry) => statusOf(entry, code) === status)
    await check(`filter[_localeStatus][${code}][null]=true`, (entry) => statusOf(entry, code) === undefined)
  }
  for (const path of ['_outdated', '_outdated.de']) {
    await check(`filter[${path}]=true`, isOutdated)
    await check(`filter[${path}]=false`, (entry) => !isOutdated(entry))
  }
  await check(
    'filter[_status]=changed&filter[_localeStatus][de]=published',
    (entry) => statusOf(entry) === 'changed' && statusOf(entry, 'de') === 'published',
  )
  await checkTimes(check, { entries, other: other.actor.id ?? '' })
  await checkSorts(t, list, entries)
}

type Check = (query: string, holds: (entry: PlainEntry) => boolean) => Promise<void>

async function checkTimes(check: Check, { entries, other }: { entries: PlainEntry[]; other: string }): Promise<void> {
  const some = timesOf(entries[0] as PlainEntry)?.last.at ?? entries[2]?.made.at ?? ''
  for (const code of [undefined, ...codes]) {
    const at = code === undefined ? '' : `.${code}`
    await check(`filter[_publishedAt${at}][gte]=${some}`, (entry) => (timesOf(entry, code)?.last.at ?? '') >= some)
    await check(`filter[_firstPublishedAt${at}][lte]=${some}`, (entry) => (timesOf(entry, code)?.first.at ?? '9') <= some)
    await check(`filter[_publishedAt${at}][null]=true`, (entry) => timesOf(entry, code) === undefined)
    await check(`filter[_publishedBy${at}]=${other}`, (entry) => timesOf(entry, code)?.last.by === other)
    await check(`filter[_firstPublishedBy${at}]=${other}`, (entry) => timesOf(entry, code)?.first.by === other)
    if (code === undefined) continue
    await check(`filter[_updatedAt${at}][gt]=${some}`, (entry) => lastChange(entry, code).at > some)
    await check(`filter[_updatedBy${at}]=${other}`, (entry) => lastChange(entry, code).by === other)
  }
}

async function checkSorts(t: Test, list: (query: string) => Promise<string[]>, entries: PlainEntry[]): Promise<void> {
  const live = entries.filter((entry) => !entry.isTrashed)
  // Nulls come last in both directions; times differ wherever there is one.
  const key = (at: string | undefined, last: string) => at ?? last
  const byTime = (timeOf: (entry: PlainEntry) => string | undefined, direction: 1 | -1) =>
    live
      .toSorted((a, b) => {
        const [one, two] = [key(timeOf(a), direction === 1 ? '9' : ''), key(timeOf(b), direction === 1 ? '9' : '')]
        return one === two ? (a.id < b.id ? -1 : 1) : (one < two ? -1 : 1) * direction
      })
      .map((entry) => entry.id)
  t.same(
    await list('sort=_publishedAt.de'),
    byTime((entry) => timesOf(entry, 'de')?.last.at, 1),
  )
  t.same(
    await list('sort=-_publishedAt'),
    byTime((entry) => timesOf(entry)?.last.at, -1),
  )
  t.same(
    await list('sort=-_firstPublishedAt.en'),
    byTime((entry) => timesOf(entry, 'en')?.first.at, -1),
  )
  t.same(
    await list('sort=-_updatedAt.de'),
    byTime((entry) => lastChange(entry, 'de').at, -1),
  )
}
