import { setTimeout as sleep } from 'node:timers/promises'
import { buildIndexes, type Context, type IndexedField, listIndexes, systemContext } from '@verso/core'
import { showProgress } from '../progress.ts'
import type { Surroundings } from '../run-command.ts'
import { withHouse } from '../with-house.ts'

const lookEveryMs = 500

/** How far the indexes of fields are. With `build` they are built first, by this process or whichever is at it. */
export async function showIndexes({ config, output }: Surroundings, { build }: { build?: true }): Promise<number> {
  return withHouse(config, async (house) => {
    const ctx = systemContext(house.base)
    if (build === true) {
      const bar = showProgress(output, {
        label: 'Building indexes',
        total: 100,
      })
      const failing = new AbortController()
      const building = buildIndexes(house.base).catch((error: unknown) => {
        failing.abort()
        throw error
      })
      await Promise.all([
        building,
        watch(ctx, {
          signal: failing.signal,
          onProgress: (done) => bar.to(Math.floor(100 * done)),
        }),
      ])
      bar.stop('The indexes are built.')
    }
    const indexes = await listIndexes(ctx)
    output.result(indexes)
    for (const { type, field, state, progress, bytes, lacks } of indexes) {
      const fact = state === 'building' ? `${Math.floor(100 * (progress ?? 0))} %` : `${(bytes / 2 ** 20).toFixed(1)} MB`
      output.say(`${type}.${field}  ${state}, ${fact}${lacks === undefined ? '' : `, without ${lacks}`}`)
    }
    if (indexes.some(({ lacks }) => lacks !== undefined))
      output.say(
        'Parts of texts have no index, since the database lacks the extension pg_trgm: "create extension pg_trgm" as its owner adds it.',
      )
    if (indexes.length === 0) output.say('No field is marked as indexed or unique.')
    return 0
  })
}

interface Watching {
  signal: AbortSignal
  onProgress: (done: number) => void
}

async function watch(ctx: Context, { signal, onProgress }: Watching): Promise<void> {
  while (!signal.aborted) {
    const indexes = await listIndexes(ctx)
    onProgress(shareOf(indexes))
    if (indexes.every(({ state }) => state === 'ready')) return
    await sleep(lookEveryMs)
  }
}

function shareOf(indexes: readonly IndexedField[]): number {
  const done = indexes.reduce((sum, { state, progress }) => sum + (state === 'ready' ? 1 : (progress ?? 0)), 0)
  return indexes.length === 0 ? 1 : done / indexes.length
}
