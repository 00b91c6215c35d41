import { buffer } from 'node:stream/consumers'
import { createKeeper } from '../content/kept/keeper.ts'
import type { LogFollower } from '../content/kept/log-follower.ts'
import { type FileServing, type FileWish, type ServedMedia, serveMedia } from './serve-media.ts'

/** What an address gives; with its bytes where they are few enough to be kept at hand. */
interface FileAnswer {
  served: ServedMedia
  content: Buffer | null
}

export interface FileAnswers {
  get: (wish: FileWish) => Promise<FileAnswer>
}

const maxBytes = 32 * 2 ** 20
const maxContentBytes = 512 * 1024
/** So often at least it is looked up anew, so that an image that many look at isn't the least used one of the store. */
const maxAgeMs = 10 * 60_000

/**
 * Files as addresses give them, kept until the log tells of the file: made private, replaced or erased, it is looked up anew at once. Nothing private is
 * kept.
 */
export function keepFiles(serving: FileServing, follower: LogFollower): FileAnswers {
  const keeper = createKeeper<FileAnswer>({ follower, maxBytes, now: serving.now })

  async function compute(wish: FileWish) {
    // Asked first: what is read below is at least as new.
    const seq = await serving.store.log.seq()
    const served = await serveMedia(serving, wish)
    const isKept = !served.isPrivate && served.bytes <= maxContentBytes
    const content = isKept ? await buffer(await serving.files.open(served.sha256)) : null
    const kept = isKept ? { seq, tags: [served.mediaId], until: serving.now().getTime() + maxAgeMs } : null
    return { value: { served, content }, bytes: served.bytes + 1000, kept }
  }

  return {
    async get(wish) {
      const key = keyOf(wish)
      return keeper.find(key) ?? keeper.get(key, () => compute(wish))
    },
  }
}

function keyOf({ mediaId, filename, use, ipx, parameters, accept }: FileWish): string {
  return JSON.stringify([mediaId, filename, use, ipx, parameters, accept])
}
