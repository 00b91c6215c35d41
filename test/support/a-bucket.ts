import { randomUUID } from 'node:crypto'
import { S3Client } from '@bradenmacdonald/s3-lite-client'
import type { S3Settings } from '@verso/media'
import { startSwift } from './swift.ts'

/** An S3 server that ends with the test; each call gives a fresh part of its one bucket. */
export async function aBucket(t: { teardown: (run: () => Promise<void>) => void }): Promise<() => Promise<S3Settings>> {
  const { endpoint, region, key, secret, stop } = await startSwift()
  t.teardown(stop)
  const client = new S3Client({ endPoint: endpoint, region, accessKey: key, secretKey: secret, bucket: 'files' })
  await client.makeRequest({ method: 'PUT', objectName: '' })
  return async () => ({ endpoint, region, key, secret, bucket: 'files', prefix: `${randomUUID()}/` })
}
