import type { ImportMediaBody } from '@verso/contract'
import { authoriseUpload, maxUploadBytes, type ReceivedFile, receiveMedia } from '@verso/core'
import { HttpFault } from '@verso/http'
import { OutboundError } from '@verso/outbound'
import type { FastifyRequest } from 'fastify'
import type { AdminApiOptions } from './options.ts'

/**
 * Brings a file from an address through the guarded way out and the one upload pipeline. Whatever stood in the way there is told in one
 * text, so that nobody learns from it what stands inside of a network.
 */
export async function readRemote(
  request: FastifyRequest,
  outbound: AdminApiOptions['outbound'],
  { url, filename }: ImportMediaBody,
): Promise<ReceivedFile> {
  authoriseUpload(request.ctx.actor)
  try {
    const remote = await outbound.fetchFile(url, { maxBytes: maxUploadBytes })
    const file = await receiveMedia(request.ctx, {
      stream: remote.body,
      filename: filename ?? remote.filename,
      declaredType: remote.mimeType ?? 'application/octet-stream',
    })
    await request.claimKey(request.bodyHash ?? Buffer.alloc(0))
    return file
  } catch (error) {
    if (error instanceof OutboundError) throw new HttpFault(error.code, error.message)
    throw error
  }
}
