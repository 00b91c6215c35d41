// Proof of releases: readers at full speed over HTTP's own way in while thousands of entries become public at once, and while they are
// taken back. Arguments: --entries N, --readers N.
import { parseArgs } from 'node:util'
import { publishRelease, revertRelease } from '@verso/core'
import { createStore } from '@verso/data'
import { freshDatabase } from '../support/database.ts'
import { aReleaseOf, partsSeen, watch } from '../support/release-readers.ts'
import { appOver } from '../support/test-app.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, entries: { type: 'string', default: '5000' }, readers: { type: 'string', default: '4' } },
})
const [count, readers] = [Number(values.entries), Number(values.readers)]

// Patient: that a machine is slow is no fault of a release.
const store = await createStore({ connectionString: await freshDatabase(), connectTimeoutMs: 60_000, statementTimeoutMs: 60_000 })
const { app, system, close } = await appOver(store)
const made = await timed(() => aReleaseOf(system, count))
const watched = watch(app, { readers, count })
const published = await timed(() => publishRelease(system, made.result.releaseId))
const reverted = await timed(() => revertRelease(system, made.result.releaseId))
const seen = await watched.stop()

const [from, until] = [Number(published.result.seq), Number(reverted.result.seq)]
const parts = partsSeen(seen, (seq) => (seq >= from && seq < until ? 2 : 1))
const during = seen.filter(({ seq }) => seq >= from && seq < until).length
const isRight = parts.length === 0 && reverted.result.conflicts.length === 0 && during > 0
for (const part of parts.slice(0, 5)) console.log(`  at ${part.seq}: versions ${[...part.versions].join(', ')}`)
console.log(
  `release: ${count} entries public under seq ${from} in ${published.seconds} s, taken back under ${until} in ${reverted.seconds} s (made in ${made.seconds} s), ` +
    `${seen.length} answers to ${readers} readers, ${during} of them with the release, ${parts.length} with a part of it: ${isRight ? 'PASS' : 'FAIL'}`,
)
await close()
await store.close()
process.exit(isRight ? 0 : 1)

async function timed<T>(run: () => Promise<T>): Promise<{ result: T; seconds: string }> {
  const began = performance.now()
  const result = await run()
  return { result, seconds: ((performance.now() - began) / 1000).toFixed(1) }
}
