import { CompactedError } from '../compacted-error.ts'
import { isKept } from '../tables/history.ts'
import type { Source } from './source.ts'

/**
 * A read of a past point, refused where that isn't kept. That is asked afterwards: what is cleared while it is being read was given up
 * before, and may be why it failed.
 */
export async function atKeptPoint<T>(source: Source, at: bigint | null | undefined, read: () => Promise<T>): Promise<T> {
  if (at === null || at === undefined) return read()
  const outcome = await read().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if (!(await isKept(source, at))) throw new CompactedError(at)
  if ('error' in outcome) throw outcome.error
  return outcome.value
}
