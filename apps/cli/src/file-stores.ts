import path from 'node:path'
import { diskStore, type FileStore, s3Store } from '@verso/media'
import type { Config } from './config.ts'

interface FileStores {
  /** Where files are read and written. */
  used: FileStore
  disk: FileStore
  /** Null where no bucket is configured. */
  s3: FileStore | null
}

/** The stores of an installation: the folder beside its data, which is always there, and the bucket, which is used where there is one. */
export function fileStores({ dataDir, bucket }: Config): FileStores {
  const directory = path.join(dataDir, 'media')
  const disk = diskStore(directory)
  const s3 = bucket === null ? null : s3Store(bucket, { tempDirectory: path.join(directory, 'tmp') })
  return { used: s3 ?? disk, disk, s3 }
}
