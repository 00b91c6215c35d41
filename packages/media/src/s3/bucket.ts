import { open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout as sleep } from 'node:timers/promises'
import { S3Client, S3Errors } from '@bradenmacdonald/s3-lite-client'
import type { ByteRange } from '../file-store.ts'
import { StoreAway } from '../store-away.ts'

/** Where a bucket is, and how to enter. */
export interface S3Settings {
  /** Such as `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string
  region: string
  key: string
  secret: string
  bucket: string
  /** What names of objects begin with; empty, or ending in `/`. */
  prefix: string
}

export interface BucketObject {
  /** Without the prefix. */
  name: string
  bytes: number
  storedAt: Date
}

/** Objects of an S3 bucket by name. What isn't there rejects as a file that isn't there does; a service that is away as `StoreAway`. */
export interface Bucket {
  put: (name: string, bytes: Uint8Array) => Promise<void>
  /** In parts when it is large, so that memory stays flat; nobody sees it before it is whole. */
  putFile: (name: string, path: string) => Promise<void>
  open: (name: string, range?: ByteRange) => Promise<Readable>
  find: (name: string) => Promise<BucketObject | null>
  /** Resolves also when nothing was there. */
  remove: (name: string) => Promise<void>
  /** Those whose names begin so, in the order of their names. */
  list: (beginning: string) => AsyncIterable<BucketObject>
  /** Ends uploads of files that were broken off before; gives how many. */
  sweepBroken: (options: { olderThanMs: number }) => Promise<number>
}

export const partBytes = 8 * 2 ** 20
const retryDelaysMs = [200, 1000]

export function openBucket({ endpoint, region, key, secret, bucket, prefix }: S3Settings): Bucket {
  const client = new S3Client({ endPoint: endpoint, region, accessKey: key, secretKey: secret, bucket })
  const found = (object: { key: string; size: number; lastModified: Date }): BucketObject => ({
    name: object.key.slice(prefix.length),
    bytes: object.size,
    storedAt: object.lastModified,
  })

  async function put(name: string, bytes: Uint8Array): Promise<void> {
    await insisting(() => client.makeRequest({ method: 'PUT', objectName: prefix + name, payload: Uint8Array.from(bytes) }))
  }

  return {
    put,
    async putFile(name, path) {
      const { size } = await stat(path)
      const file = await open(path)
      try {
        if (size <= partBytes) await put(name, await file.readFile())
        else await putParts(client, prefix + name, partsOf(file, size))
      } finally {
        await file.close()
      }
    },
    async open(name, range) {
      const part = range === undefined ? { offset: 0, length: 0 } : { offset: range.start, length: range.end - range.start + 1 }
      const { body } = await insisting(() => client.getPartialObject(prefix + name, part))
      return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream)
    },
    async find(name) {
      const object = await insisting(() => client.statObject(prefix + name)).catch(absent)
      return object === null ? null : found(object)
    },
    remove: async (name) => {
      await insisting(() => client.deleteObject(prefix + name)).catch(absent)
    },
    async *list(beginning) {
      try {
        for await (const object of client.listObjects({ prefix: prefix + beginning })) yield found(object)
      } catch (error) {
        throw translated(error)
      }
    },
    sweepBroken: ({ olderThanMs }) => sweepBroken(client, { prefix, before: Date.now() - olderThanMs }),
  }
}

async function* partsOf(file: Awaited<ReturnType<typeof open>>, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < size; at += partBytes) {
    const bytes = Buffer.alloc(Math.min(partBytes, size - at))
    await file.read(bytes, 0, bytes.length, at)
    yield bytes
  }
}

/** One part after the other: each is repeated by itself when the line breaks, and one is all that is held in memory. */
async function putParts(client: S3Client, objectName: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const begun = await insisting(() => client.makeRequest({ method: 'POST', objectName, query: 'uploads', returnBody: true }))
  const uploadId = elementIn(await begun.text(), 'UploadId')
  try {
    const tags: string[] = []
    for await (const payload of parts) {
      const query = { partNumber: String(tags.length + 1), uploadId }
      const reply = await insisting(() => client.makeRequest({ method: 'PUT', objectName, query, payload: Uint8Array.from(payload) }))
      tags.push(`<Part><PartNumber>${tags.length + 1}</PartNumber><ETag>${reply.headers.get('etag') ?? ''}</ETag></Part>`)
    }
    const payload = `<CompleteMultipartUpload>${tags.join('')}</CompleteMultipartUpload>`
    const reply = await insisting(() => client.makeRequest({ method: 'POST', objectName, query: { uploadId }, payload, returnBody: true }))
    // It may be 200 and tell a fault all the same.
    const text = await reply.text()
    if (!text.includes('CompleteMultipartUploadResult')) throw new StoreAway(new Error(text.slice(0, 500)))
  } catch (error) {
    await client.makeRequest({ method: 'DELETE', objectName, query: { uploadId }, statusCode: 204 }).catch(() => {})
    throw error
  }
}

async function sweepBroken(client: S3Client, { prefix, before }: { prefix: string; before: number }): Promise<number> {
  const reply = await insisting(() =>
    client.makeRequest({ method: 'GET', objectName: '', query: { uploads: '', prefix }, returnBody: true }),
  )
  let swept = 0
  for (const [upload] of (await reply.text()).matchAll(/<Upload>[\s\S]*?<\/Upload>/g)) {
    if (new Date(elementIn(upload, 'Initiated')).getTime() >= before) continue
    const query = { uploadId: elementIn(upload, 'UploadId') }
    await insisting(() => client.makeRequest({ method: 'DELETE', objectName: elementIn(upload, 'Key'), query, statusCode: 204 })).catch(
      absent,
    )
    swept += 1
  }
  return swept
}

/** Names and ids of our own making and the service's: no entity stands in them. */
function elementIn(text: string, name: string): string {
  const found = new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1]
  if (found === undefined) throw new StoreAway(new Error(`No ${name} in the answer: ${text.slice(0, 500)}`))
  return found
}

/** Every request here may be made twice: what failed by the line or by the service is asked again before it is given up. */
async function insisting<T>(ask: () => Promise<T>): Promise<T> {
  for (const delayMs of retryDelaysMs) {
    try {
      return await ask()
    } catch (error) {
      if (!isPassing(error)) throw translated(error)
    }
    await sleep(delayMs)
  }
  return ask().catch((error: unknown) => {
    throw translated(error)
  })
}

function isPassing(error: unknown): boolean {
  return !(error instanceof S3Errors.ServerError) || error.statusCode >= 500 || error.statusCode === 429
}

function translated(error: unknown): unknown {
  if (error instanceof StoreAway) return error
  const code = error instanceof S3Errors.ServerError && error.statusCode === 404 ? error.code : null
  // A bucket that isn't there is no absent file.
  if (code === null || code === 'NoSuchBucket') return new StoreAway(error)
  return Object.assign(new Error('There is no such object', { cause: error }), { code: 'ENOENT' })
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
