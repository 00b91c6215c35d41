import { randomInt } from 'node:crypto'
import {
  type Context,
  createEntry,
  preflightEntry,
  publishEntry,
  purgeEntry,
  Refusal,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import fc from 'fast-check'
import t from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'

const verbs = { publish: publishEntry, unpublish: unpublishEntry, trash: trashEntry, purge: purgeEntry }
const size = 5

const who = fc.nat({ max: size - 1 })
const target = fc.option(who, { nil: null })
const texts = {
  title: fc.constantFrom('', 'A', 'B'),
  slug: fc.constantFrom('a', 'b', null),
  code: fc.constantFrom('1', '2', null),
}
const targets = { refuse: target, publish: target, absent: target, hold: target }
const save = fc.record({
  kind: fc.constant('save' as const),
  who,
  texts: fc.record(texts, { requiredKeys: [] }),
  targets: fc.record(targets, { requiredKeys: [] }),
})
const act = fc.record({
  kind: fc.constantFrom('publish' as const, 'publish' as const, 'unpublish' as const, 'trash' as const, 'purge' as const),
  who,
})
const step = fc.oneof(save, act)

t.test('what preflight says is what the act then says, on random states', async (t) => {
  const ctx = await aContext(await testStore(t))
  const seed = Number(process.env.VERSO_SEED ?? randomInt(2 ** 31))
  t.comment(`VERSO_SEED=${seed}`)
  const link = (name: string, more = {}) => ({ name, kind: 'reference', to: ['article'], ...more })
  const fields = [
    { name: 'title', kind: 'text', required: true },
    { name: 'slug', kind: 'slug' },
    { name: 'code', kind: 'text', unique: true },
    link('refuse', { onMissingTarget: 'refuse' }),
    link('publish', { onMissingTarget: 'publish' }),
    link('absent'),
    link('hold', { onTargetDelete: 'refuse' }),
  ]
  await aType(ctx, { name: 'article', tree: true, fields })
  const verdicts = { ok: 0, refused: 0 }

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 30 }), async (steps) => {
      const ids = await someEntries(ctx)
      for (const one of steps) {
        const id = ids[one.who] ?? ''
        const entry = await ctx.store.entries.find(id)
        if (entry === null) continue
        if (one.kind === 'save') {
          const refs = Object.entries(one.targets).map(([name, to]) => [name, to === null ? null : { _ref: ids[to] ?? '' }])
          await said(saveEntry(ctx, id, { fields: { ...one.texts, ...Object.fromEntries(refs) }, baseRevision: entry.revision }))
          continue
        }
        const asked = await preflightEntry(ctx, id, { action: one.kind })
        const answer = await said(verbs[one.kind](ctx, id))
        const faults = asked.issues.filter(({ severity }) => severity === 'error')
        t.same({ verdict: asked.verdict, issues: faults.map(({ path, code, message }) => [path, code, message]) }, answer, one.kind)
        verdicts[asked.verdict] += 1
      }
      // Nothing of this run stays public, so that the next one begins alike.
      for (const id of ids.toReversed()) await said(unpublishEntry(ctx, id))
      return t.passing()
    }),
    { seed, numRuns: 8, endOnFailure: true },
  )

  t.ok(verdicts.ok > 5 && verdicts.refused > 5, JSON.stringify(verdicts))
})

/** The first of them stands above the second. */
async function someEntries(ctx: Context): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < size; index += 1) {
    const parent = index === 1 ? (ids[0] ?? null) : null
    ids.push((await createEntry(ctx, { type: 'article', fields: { title: 'A' }, parent })).row.id)
  }
  return ids
}

/** What a verb says, in the words of a preflight. */
async function said(act: Promise<unknown>): Promise<{ verdict: 'ok' | 'refused'; issues: unknown[] }> {
  try {
    await act
    return { verdict: 'ok', issues: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const issues = error.issues.length > 0 ? error.issues : [{ path: '', code: error.code, message: error.message }]
    return { verdict: 'refused', issues: issues.map(({ path, code, message }) => [path, code, message]) }
  }
}
