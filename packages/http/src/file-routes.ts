import { createLogFollower, type FileServing, keepFiles, wishParameters } from '@verso/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { flagOf } from './flag-of.ts'
import { createRateLimit, type Rate, refuseRate } from './rate-limit.ts'
import { readParameters } from './read-parameters.ts'
import { sendFile } from './send-file.ts'
import './request-decorations.ts'

interface FileParams {
  id: string
  filename: string
  use?: string
  modifiers?: string
}

export interface FileOptions {
  serving: FileServing
  /** How many images an address may have made that nobody asked for before; absent: as many as it likes. */
  rate?: Rate | null
}

const query = ['download', 'expires', 'signature', 's', ...wishParameters]

/** A file, and a file as a place shows it; both also in IPX's way. */
const paths = ['/media/:id/:filename', '/media/:id/:use/:filename'].flatMap((path) => [path, `/_ipx/:modifiers${path}`])

/** Files for whoever knows their address, as they are and as images of other sizes. Whatever serves one of the APIs serves these too. */
export async function fileRoutes(app: FastifyInstance, { serving, rate = null }: FileOptions): Promise<void> {
  const limit = rate === null ? null : createRateLimit(rate)
  const follower = createLogFollower(serving.store)
  const files = keepFiles(serving, follower)
  app.addHook('onClose', () => follower.stop())
  app.decorateRequest('parameters')
  app.addHook('preValidation', readParameters)

  function wishOf(request: FastifyRequest<{ Params: FileParams }>) {
    const { id, filename, use, modifiers } = request.params
    return {
      mediaId: id,
      filename,
      use: use ?? null,
      ipx: modifiers ?? null,
      parameters: request.parameters,
      accept: request.headers.accept ?? '',
      onNew: () => {
        const verdict = limit?.take(request.ip)
        if (verdict?.isAllowed === false) throw refuseRate(verdict)
      },
    }
  }

  for (const path of paths) {
    app.get<{ Params: FileParams }>(path, { config: { query } }, async (request, reply) => {
      const download = flagOf(request.parameters, 'download')
      const { served, content } = await files.get(wishOf(request))
      return sendFile(request, reply, { served, content, download, open: serving.files.open })
    })
  }
}
