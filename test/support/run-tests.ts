import path from 'node:path'
import { runFile } from './run-file.ts'
import { startTestServer } from './test-server.ts'
import { testFiles } from './test-files.ts'

// Two at a time: the smallest machine that this has to be quick on has two cores.
const jobs = 2

const testDir = path.resolve(import.meta.dirname, '..')
const files = testFiles(testDir, process.argv.slice(2))
if (files.length === 0) {
  console.error('No test file has that name.')
  process.exit(2)
}

const total = { passed: 0, failed: 0, skipped: 0 }
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort())
const server = await startTestServer()
try {
  await Promise.all(Array.from({ length: jobs }, work))
} finally {
  await server.stop()
}
// A run that was cut short must not look like a success.
if (interrupted.signal.aborted) total.failed += 1
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exit(total.failed > 0 ? 1 : 0)

async function work(): Promise<void> {
  for (let file = files.shift(); file !== undefined && !interrupted.signal.aborted; file = files.shift()) {
    const { passed, failed, skipped, seconds, report } = await runFile(file, {
      env: { ...process.env, ...server.env },
      signal: interrupted.signal,
    })
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
    const name = path.relative(path.dirname(testDir), file)
    console.log(
      `${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}, ${seconds.toFixed(1)} s`,
    )
    if (report !== '') console.log(report)
  }
}
