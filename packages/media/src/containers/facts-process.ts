import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny'
import { pdfPages } from './pdf-pages.ts'

process.on('message', (path) => {
  void answer(String(path)).then((facts) => process.send?.(facts))
})
process.on('disconnect', () => process.exit())
// What a damaged file makes of a reader that nobody waits for any more.
process.on('unhandledRejection', () => {})

async function answer(path: string): Promise<object> {
  const pages = await pdfPages(path).catch(() => null)
  return pages === null ? playedFacts(path).catch(() => ({})) : { pages }
}

/** What the container says of itself; of what it leaves out, what its last packets say. */
async function playedFacts(path: string): Promise<object> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path, { handleUnhandledError: () => {} }) })
  try {
    const track = await input.getPrimaryVideoTrack().catch(() => null)
    const size = track === null ? {} : { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() }
    const duration = (await input.getDurationFromMetadata()) ?? (await input.computeDuration())
    return { ...size, duration }
  } finally {
    input.dispose()
  }
}
