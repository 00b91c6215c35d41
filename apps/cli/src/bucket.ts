import type { S3Settings } from '@verso/media'
import type { Values } from './variables.ts'

/** What is missing beside a bucket, told at once. */
export function bucketFaults({ VERSO_STORE = 'disk', VERSO_S3_ENDPOINT, VERSO_S3_KEY, VERSO_S3_SECRET }: Values): string[] {
  if (VERSO_STORE === 'disk') return []
  const missing = Object.entries({ VERSO_S3_ENDPOINT, VERSO_S3_KEY, VERSO_S3_SECRET }).filter(([, value]) => value === undefined)
  return missing.map(([name]) => `VERSO_STORE names a bucket, and ${name} is missing`)
}

/** `s3://bucket/prefix`. */
export function bucketOf({
  VERSO_STORE = 'disk',
  VERSO_S3_ENDPOINT,
  VERSO_S3_REGION,
  VERSO_S3_KEY,
  VERSO_S3_SECRET,
}: Values): S3Settings | null {
  if (VERSO_STORE === 'disk' || VERSO_S3_ENDPOINT === undefined || VERSO_S3_KEY === undefined || VERSO_S3_SECRET === undefined) return null
  const [bucket = '', ...folders] = VERSO_STORE.replace(/^s3:\/\//, '')
    .split('/')
    .filter((part) => part !== '')
  return {
    endpoint: VERSO_S3_ENDPOINT,
    region: VERSO_S3_REGION ?? '',
    key: VERSO_S3_KEY,
    secret: VERSO_S3_SECRET,
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(''),
  }
}
