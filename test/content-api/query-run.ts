import type { Context } from '@verso/core'
import type { ContentServer } from '../support/content-server.ts'
import type { Asked } from './query-oracle.ts'
import { type Query, randomQuery } from './query-asks.ts'
import { faultOf } from './query-check.ts'
import { diceFrom } from './query-values.ts'
import { queryWorld, type QueryWorld } from './query-world.ts'

export interface QueryRun {
  ctx: Context
  server: ContentServer
  /** Decides the model and what is written. */
  seed: number
  count: number
  /** Only this one of the queries. */
  only?: number | undefined
  tell: (fault: string) => void
}

/** Queries over one random world; each is decided by the seed and its number, so that it can be run again by itself. */
export async function runQueries({ ctx, server, seed, count, only, tell }: QueryRun): Promise<number> {
  const world = await queryWorld(ctx, diceFrom(seed))
  let asked = 0
  for (let index = only ?? 0; index < (only === undefined ? count : only + 1); index += 1) {
    asked += 1
    const query = randomQuery(diceFrom(seed * 10_007 + index), world)
    const fault = await faultOf(query, world, server)
    if (fault === null) continue
    const least = await shrunk(query, { world, server })
    tell(`seed ${seed}, query ${index}: ${JSON.stringify(least.query)}\n  ${least.fault ?? fault}`)
  }
  return asked
}

/** The least query that the answer is still wrong of: parts are left out one by one as long as that goes on. */
async function shrunk(
  query: Query,
  { world, server }: { world: QueryWorld; server: ContentServer },
): Promise<{ query: Query; fault: string | null }> {
  let least: { query: Query; fault: string | null } = { query, fault: null }
  for (let steps = 0; steps < 200; steps += 1) {
    let smaller: typeof least | null = null
    for (const candidate of simpler(least.query)) {
      const fault = await faultOf(candidate, world, server)
      if (fault !== null) smaller = { query: candidate, fault }
      if (smaller !== null) break
    }
    if (smaller === null) return least
    least = smaller
  }
  return least
}

function simpler(query: Query): Query[] {
  const { filter, sort, include, figures } = query
  const conditions = filter === null ? [] : [null, ...partsOf(filter)].map((one): Query => ({ ...query, filter: one }))
  return [
    ...conditions,
    ...sort.map((_, index): Query => ({ ...query, sort: sort.toSpliced(index, 1) })),
    ...include.map((_, index): Query => ({ ...query, include: include.toSpliced(index, 1) })),
    ...(figures?.aggregates ?? []).slice(1).map(
      (_, index): Query => ({
        ...query,
        figures: figures === null ? null : { ...figures, aggregates: figures.aggregates.toSpliced(index + 1, 1) },
      }),
    ),
    ...(query.select === null && query.omit === null ? [] : [{ ...query, select: null, omit: null }]),
    ...(query.offset === null ? [] : [{ ...query, offset: null }]),
    ...(query.limit === 250 ? [] : [{ ...query, limit: 250 }]),
    ...(query.state === null ? [] : [{ ...query, state: null }]),
    ...(query.locale === 'en' ? [] : [{ ...query, locale: 'en' }]),
    ...(query.fallback ? [] : [{ ...query, fallback: true }]),
    ...(query.dedupe ? [{ ...query, dedupe: false }] : []),
    ...(query.form === 'body' ? [] : [{ ...query, form: 'body' as const }]),
  ]
}

/** Conditions that are parts of one, or lack a part of it. */
function partsOf(asked: Asked): Asked[] {
  if ('not' in asked) return [asked.not, ...partsOf(asked.not).map((not): Asked => ({ not }))]
  if ('quantifier' in asked) return partsOf(asked.of).map((of): Asked => ({ ...asked, of }))
  if ('op' in asked) return []
  const isAnd = 'and' in asked
  const list = isAnd ? asked.and : asked.or
  const whole = (parts: Asked[]): Asked => (isAnd ? { and: parts } : { or: parts })
  const without = list.length === 1 ? [] : list.map((_, index) => whole(list.toSpliced(index, 1)))
  return [...list, ...without, ...list.flatMap((one, index) => partsOf(one).map((part) => whole(list.with(index, part))))]
}
