import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Multipart } from '@fastify/multipart'
import { MediaDescription } from '@verso/contract'
import { authoriseUpload, type Description, type ReceivedFile, receiveMedia } from '@verso/core'
import { HttpFault, parseJson, requireShape } from '@verso/http'
import type { FastifyRequest } from 'fastify'

const maxFiles = 20
const maxDescriptionBytes = 64 * 1024

/** Sizes of files are judged by their kind in the upload pipeline; these bound everything around them. */
export const uploadLimits = {
  files: maxFiles,
  fields: 20,
  parts: 40,
  fieldSize: maxDescriptionBytes,
  fieldNameSize: 100,
  headerPairs: 50,
  fileSize: Number.POSITIVE_INFINITY,
}

export interface Upload {
  files: ReceivedFile[]
  description: Description
}

/** Reads a multipart body part by part, in any order; files go through the one pipeline while they arrive. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  authoriseUpload(request.ctx.actor)
  requireMultipart(request)
  try {
    const upload = await readParts(request)
    await request.claimKey(hashOf(upload))
    return upload
  } catch (error) {
    // The parser says this in plain errors, of a part or of the whole, whichever is being read.
    if (error instanceof Error && /unexpected end of multipart data/i.test(error.message))
      throw new HttpFault('invalid_request', 'The multipart body ends too early')
    throw error
  }
}

/** Reads a multipart body that holds one file and nothing else, once `check` has found nothing against it. */
export async function readOneFile(request: FastifyRequest, check: () => Promise<void>): Promise<ReceivedFile> {
  authoriseUpload(request.ctx.actor)
  requireMultipart(request)
  await check()
  const { files, description } = await readUpload(request)
  const [file] = files
  if (file === undefined || files.length > 1 || Object.keys(description).length > 0)
    throw partFault('/file', 'invalid', 'Send one part called "file", and nothing else')
  return file
}

/** The parts as they are kept, in whatever order they came. A photograph is the same with and without its place. */
function hashOf({ files, description }: Upload): Buffer {
  const parts = files.map(({ filename, mimeType, sha256 }) => JSON.stringify([filename, mimeType, sha256])).sort()
  return createHash('sha256')
    .update(JSON.stringify([parts, description]))
    .digest()
}

/** RFC 2046: a boundary has 1 to 70 characters. */
function requireMultipart(request: FastifyRequest): void {
  if (!request.isMultipart()) throw new HttpFault('unsupported_media_type', 'Send the files as multipart/form-data')
  const isWhole = /;\s*boundary=(?:"[^"]{1,70}"|[^\s;"]{1,70})\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')
  if (!isWhole) throw new HttpFault('invalid_request', 'The content type needs a boundary of 1 to 70 characters')
}

async function readParts(request: FastifyRequest): Promise<Upload> {
  const files: ReceivedFile[] = []
  let description: Description | null = null
  for await (const part of request.parts()) {
    if (part.fieldname === 'file' && part.type === 'file') {
      files.push(await receiveMedia(request.ctx, { stream: part.file, filename: part.filename, declaredType: part.mimetype }))
    } else if (part.fieldname === 'description') {
      if (description !== null) throw partFault('/description', 'duplicate_key', 'There is more than one description')
      description = await readDescription(request, part)
    } else {
      throw partFault(`/${part.fieldname}`, 'unknown_member', 'Parts are called "file", with a file, or "description", with JSON')
    }
  }
  if (files.length === 0) throw partFault('/file', 'required', 'There is no part called "file" with a file in it')
  return { files, description: description ?? {} }
}

/** JSON, whether the sender wrote it as a field or, as browsers do with a Blob, as a file. */
async function readDescription(request: FastifyRequest, part: Multipart): Promise<Description> {
  const value = parseJson(part.type === 'file' ? await readBytes(part.file) : textOf(part.value))
  requireShape(request, MediaDescription, value)
  return value as Description
}

function textOf(value: unknown): Buffer {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
}

async function readBytes(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxDescriptionBytes) throw new HttpFault('too_large', 'The description is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function partFault(path: string, code: string, message: string): HttpFault {
  return new HttpFault('invalid_request', message, { issues: [{ path, code, message }] })
}
