import { rm } from 'node:fs/promises'
import { type FileStore, placeOf, type StoredFile } from '../file-store.ts'
import { tempFiles } from '../temp-files.ts'
import { type Bucket, openBucket, type S3Settings } from './bucket.ts'
import { bucketParts } from './bucket-parts.ts'
import { localCopies } from './local-copies.ts'

/**
 * A file store in a bucket of S3, under the same names as in the directory of a disk store, so that either can be copied into the other by any tool.
 * What isn't whole yet is written in `tempDirectory`, on this machine.
 */
export function s3Store(settings: S3Settings, { tempDirectory }: { tempDirectory: string }): FileStore {
  const bucket = openBucket(settings)
  const temp = tempFiles(tempDirectory)
  const open: FileStore['open'] = async (sha256, range) => bucket.open(nameOf(sha256), range)
  return {
    ...temp,
    async put(sha256, tempPath) {
      await bucket.putFile(nameOf(sha256), tempPath)
      await rm(tempPath)
    },
    open,
    local: localCopies({ open, tempFile: temp.tempFile }),
    has: async (sha256) => (await bucket.find(nameOf(sha256))) !== null,
    remove: async (sha256) => bucket.remove(nameOf(sha256)),
    parts: bucketParts(bucket),
    list: () => listStored(bucket),
  }
}

function nameOf(sha256: string): string {
  return placeOf(sha256).join('/')
}

async function* listStored(bucket: Bucket): AsyncIterable<StoredFile> {
  for await (const { name, bytes, storedAt } of bucket.list('')) {
    const sha256 = name.slice(6)
    if (/^[0-9a-f]{64}$/.test(sha256) && name === nameOf(sha256)) yield { sha256, bytes, storedAt }
  }
}
