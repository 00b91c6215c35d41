import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { PartedUpload, UploadParts } from '../uploads/upload-parts.ts'
import { type Bucket, type BucketObject, partBytes } from './bucket.ts'

/**
 * Uploads in parts, in a bucket: what is known of one as `uploads/<id>/upload.json`, its bytes as objects that are named by where they begin. How much is
 * here is what those tell that follow one another from the start, so that any process of any machine can go on with any upload.
 */
export function bucketParts(bucket: Bucket): UploadParts {
  const folderOf = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('Not the id of an upload')
    return `uploads/${id}/`
  }

  async function piecesOf(id: string): Promise<BucketObject[]> {
    const pieces: BucketObject[] = []
    let at = 0
    for await (const piece of bucket.list(`${folderOf(id)}bytes-`)) {
      // What lies in between is what a request left behind that another has overtaken.
      if (piece.name !== nameAt(id, at)) continue
      pieces.push(piece)
      at += piece.bytes
    }
    return pieces
  }

  const nameAt = (id: string, at: number) => `${folderOf(id)}bytes-${String(at).padStart(15, '0')}`
  const write = (upload: PartedUpload) => bucket.put(`${folderOf(upload.id)}upload.json`, Buffer.from(JSON.stringify(upload)))
  const lengthOf = (pieces: BucketObject[]) => pieces.reduce((sum, { bytes }) => sum + bytes, 0)

  async function removeAll(beginning: string): Promise<void> {
    for await (const { name } of bucket.list(beginning)) await bucket.remove(name)
  }

  return {
    begin: write,
    async find(id) {
      const text = await bucket.open(`${folderOf(id)}upload.json`).then(buffer, absent)
      if (text === null) return null
      const upload = JSON.parse(text.toString()) as PartedUpload
      return { upload, offset: upload.isDone ? upload.bytes : lengthOf(await piecesOf(id)) }
    },
    append: (id, stream, place) => inPieces(stream, place, (at, bytes) => bucket.put(nameAt(id, at), bytes)),
    read: (id) =>
      Readable.from(
        (async function* () {
          for (const { name } of await piecesOf(id)) yield* await bucket.open(name)
        })(),
      ),
    async finish(upload) {
      await write({ ...upload, isDone: true })
      await removeAll(`${folderOf(upload.id)}bytes-`)
    },
    remove: (id) => removeAll(folderOf(id)),
    async sweep({ olderThanMs }) {
      await bucket.sweepBroken({ olderThanMs })
      const stale = await staleUploads(bucket, Date.now() - olderThanMs)
      for (const id of stale) await removeAll(folderOf(id))
      return stale.length
    },
  }
}

/** Takes no more than there is room for. What came before the stream broke stays: the sender goes on from there. */
async function inPieces(
  stream: Readable,
  { at, room }: { at: number; room: number },
  keep: (at: number, bytes: Buffer) => Promise<void>,
): Promise<void> {
  let left = room
  let held: Buffer[] = []
  let heldBytes = 0
  const flush = async () => {
    if (heldBytes === 0) return
    const bytes = Buffer.concat(held)
    ;[held, heldBytes] = [[], 0]
    await keep(at, bytes)
    at += bytes.length
  }
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const kept = chunk.subarray(0, left)
      left -= kept.length
      held.push(kept)
      heldBytes += kept.length
      if (heldBytes >= partBytes) await flush()
    }
  } finally {
    await flush()
  }
}

async function staleUploads(bucket: Bucket, before: number): Promise<string[]> {
  const last = new Map<string, number>()
  for await (const { name, storedAt } of bucket.list('uploads/')) {
    const id = /^uploads\/([0-9a-f-]{36})\//.exec(name)?.[1]
    if (id !== undefined) last.set(id, Math.max(last.get(id) ?? 0, storedAt.getTime()))
  }
  return [...last].filter(([, time]) => time < before).map(([id]) => id)
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
