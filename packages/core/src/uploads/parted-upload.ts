import type { Readable } from 'node:stream'
import type { PartedUpload } from '@verso/media'
import type { Context } from '../context.ts'
import { authoriseUpload } from '../media/media-rights.ts'
import { mayReplaceMedia, replaceMedia } from '../media/replace-media.ts'
import { createMedia, type Description, maxUploadBytes, receiveMedia, requireUploadFolder } from '../media/upload-media.ts'
import { Refusal } from '../refusal.ts'

/** What an upload in parts says of itself before its first byte. */
export interface NewUpload {
  bytes: number
  filename: string
  mimeType: string
  description: Description
  /** The file whose place it takes. */
  replaces: string | null
}

/** An upload under way: `mediaId` once it is a file. */
export interface UploadState {
  id: string
  bytes: number
  offset: number
  mediaId: string | null
}

/** Begins an upload that may come in any number of requests; it lasts over broken links and restarts. */
export async function beginUpload(ctx: Context, wish: NewUpload): Promise<UploadState> {
  authoriseUpload(ctx.actor)
  if (wish.bytes > maxUploadBytes) throw new Refusal('too_large', `A file may have ${maxUploadBytes / 2 ** 20} MB`)
  if (wish.replaces !== null) await mayReplaceMedia(ctx, wish.replaces)
  else await requireUploadFolder(ctx, wish.description.folder ?? null)
  const upload: PartedUpload = {
    id: ctx.newId(),
    makerId: makerOf(ctx),
    bytes: wish.bytes,
    metadata: {
      filename: wish.filename,
      mimeType: wish.mimeType,
      replaces: wish.replaces ?? '',
      description: JSON.stringify(wish.description),
    },
    mediaId: wish.replaces ?? ctx.newId(),
    isDone: false,
  }
  await ctx.files.parts.begin(upload)
  return { id: upload.id, bytes: upload.bytes, offset: 0, mediaId: null }
}

/** How far an upload is. One that has all its bytes and isn't a file yet, since a server ended then, becomes one now. */
export async function findUpload(ctx: Context, uploadId: string): Promise<UploadState> {
  const { upload, offset } = await ownUpload(ctx, uploadId)
  if (upload.isDone || offset < upload.bytes) return stateOf(upload, offset)
  return alone(upload.id, () => finish(ctx, upload))
}

/** Goes on with an upload where it stands. With the last byte it goes through the one pipeline, and is a file or refused. */
export async function appendToUpload(
  ctx: Context,
  uploadId: string,
  { offset: given, stream }: { offset: number; stream: Readable },
): Promise<UploadState> {
  const { upload } = await ownUpload(ctx, uploadId)
  return alone(upload.id, async () => {
    const { offset } = await ownUpload(ctx, uploadId)
    if (given !== offset) throw new Refusal('conflict', `This upload stands at ${offset}`, { facts: { offset } })
    if (upload.isDone) return stateOf(upload, offset)
    await ctx.files.parts.append(upload.id, stream, { at: offset, room: upload.bytes - offset })
    const now = (await ctx.files.parts.find(upload.id))?.offset ?? 0
    return now < upload.bytes ? stateOf(upload, now) : finish(ctx, upload)
  })
}

export async function cancelUpload(ctx: Context, uploadId: string): Promise<void> {
  const { upload } = await ownUpload(ctx, uploadId)
  await alone(upload.id, () => ctx.files.parts.remove(upload.id))
}

/** Nobody else learns that there is one. */
async function ownUpload(ctx: Context, uploadId: string) {
  authoriseUpload(ctx.actor)
  const found = /^[0-9a-f-]{36}$/.test(uploadId) ? await ctx.files.parts.find(uploadId) : null
  if (found === null || found.upload.makerId !== makerOf(ctx)) throw new Refusal('not_found', 'There is no such upload')
  return found
}

async function finish(ctx: Context, upload: PartedUpload): Promise<UploadState> {
  const { filename = 'file', mimeType = '', replaces = '', description = '{}' } = upload.metadata
  try {
    // It may have become a file in the moment that the server ended.
    if (replaces !== '' || (await ctx.store.media.find(upload.mediaId)) === null) {
      const file = await receiveMedia(ctx, { stream: ctx.files.parts.read(upload.id), filename, declaredType: mimeType })
      if (replaces === '') await createMedia(ctx, [{ ...file, id: upload.mediaId }], JSON.parse(description) as Description)
      else await replaceMedia(ctx, replaces, { file, ifRevision: null })
    }
  } catch (error) {
    if (error instanceof Refusal) await ctx.files.parts.remove(upload.id)
    throw error
  }
  await ctx.files.parts.finish(upload)
  return { ...stateOf(upload, upload.bytes), mediaId: upload.mediaId }
}

function stateOf({ id, bytes, isDone, mediaId }: PartedUpload, offset: number): UploadState {
  return { id, bytes, offset, mediaId: isDone ? mediaId : null }
}

const busy = new Set<string>()

/** One request at a time: the bytes of two would mix. */
async function alone<T>(id: string, work: () => Promise<T>): Promise<T> {
  if (busy.has(id)) throw new Refusal('in_progress', 'Another request is sending bytes of this upload')
  busy.add(id)
  try {
    return await work()
  } finally {
    busy.delete(id)
  }
}

function makerOf({ actor }: Context): string {
  return `${actor.kind} ${actor.id ?? ''}`
}
