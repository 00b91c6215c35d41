import { type Context, fetchMedia } from '@verso/core'
import type { MediaRow } from '@verso/data'
import { defaultUploadLimits, receiveFile } from '@verso/media'
import { createOutbound, OutboundError } from '@verso/outbound'

/** Enough to keep a slow site busy, too few to trouble it. */
const atOnce = 4
/** A large file from a slow site takes a while; what sends nothing for long is given up sooner. */
const totalMs = 10 * 60 * 1000

export interface FetchResult {
  fetched: number
  failed: { url: string; reason: string }[]
}

/** Brings the files that are known by their address only. What can't be fetched stays as it is and can be tried again. */
export async function fetchPlaceholders(
  ctx: Context,
  { allow, onProgress }: { allow: string[]; onProgress: (done: number, total: number) => void },
): Promise<FetchResult> {
  const outbound = createOutbound({ allow })
  const waiting = await listPlaceholders(ctx)
  const total = waiting.length
  const result: FetchResult = { fetched: 0, failed: [] }

  async function fetchNext(): Promise<void> {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const url = row.sourceUrl ?? ''
      try {
        await fetchMedia(ctx, row.id, bring)
        result.fetched += 1
      } catch (error) {
        result.failed.push({ url, reason: reasonOf(error) })
      }
      onProgress(total - waiting.length, total)
    }
  }

  async function bring(url: string, filename: string) {
    const { body, mimeType } = await outbound.fetchFile(url, { maxBytes: defaultUploadLimits.maxFileBytes, timeouts: { totalMs } })
    return receiveFile(ctx.files, body, { filename, ...(mimeType === null ? {} : { declaredType: mimeType }) })
  }

  await Promise.all(Array.from({ length: atOnce }, fetchNext))
  return result
}

async function listPlaceholders(ctx: Context): Promise<MediaRow[]> {
  const found: MediaRow[] = []
  let after: string | undefined
  do {
    const { rows } = await ctx.store.media.list({ limit: 250, ...(after === undefined ? {} : { after }) })
    found.push(...rows.filter(({ sha256, sourceUrl }) => sha256 === null && sourceUrl !== null))
    after = rows.length === 250 ? rows.at(-1)?.id : undefined
  } while (after !== undefined)
  return found
}

/** Who runs the command line is the operator: it may hear what an editor may not. */
function reasonOf(error: unknown): string {
  if (error instanceof OutboundError && error.cause instanceof Error) return error.cause.message
  return error instanceof Error ? error.message : String(error)
}
