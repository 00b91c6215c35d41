import type { Readable } from 'node:stream'
import type { UploadParts } from './uploads/upload-parts.ts'

export interface StoredFile {
  sha256: string
  bytes: number
  storedAt: Date
}

export interface TempFile {
  path: string
  changedAt: Date
}

/** First and last byte, both included. */
export interface ByteRange {
  start: number
  end: number
}

interface LocalFile {
  /** Only to be read. */
  path: string
  release: () => Promise<void>
}

/** Files by the SHA-256 (hex) of their content. Names of people's making never come near it. */
export interface FileStore {
  /** A path for bytes whose content hash isn't known yet. Nothing is there; who writes there also removes it. */
  tempFile: () => Promise<string>
  /** Makes a finished temporary file the content of its hash; lasting when it resolves. Storing the same content again renews `storedAt`. */
  put: (sha256: string, tempPath: string) => Promise<void>
  /** Rejects when the content isn't there. */
  open: (sha256: string, range?: ByteRange) => Promise<Readable>
  /** The content as a file on this machine, for whoever has to go back and forth in it; it may go once it is released. */
  local: (sha256: string) => Promise<LocalFile>
  has: (sha256: string) => Promise<boolean>
  /** Resolves also when nothing was there. */
  remove: (sha256: string) => Promise<void>
  /** Uploads that come in parts, until they are whole. */
  parts: UploadParts
  list: () => AsyncIterable<StoredFile>
  listTemp: () => AsyncIterable<TempFile>
}

/** Where content lies in a store: spread over folders, and under nothing but a hash. */
export function placeOf(sha256: string): [string, string, string] {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256 in hexadecimal')
  return [sha256.slice(0, 2), sha256.slice(2, 4), sha256]
}
