import { type ContentApiOptions, contentApi } from '@verso/content-api'
import type { Context } from '@verso/core'
import { buildApp } from '@verso/http'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { createLogger } from '../../apps/cli/src/create-logger.ts'
import { holdToDescription } from './described-answers.ts'
import { holdSecrets } from './hold-secrets.ts'
import { plantedMaster } from './planted-secrets.ts'

export interface ContentServer {
  app: FastifyInstance
  get: (path: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>
  /** A list by the parameters in a JSON body. */
  query: (type: string, body: unknown, headers?: Record<string, string>) => Promise<LightMyRequestResponse>
}

/** What of a test is needed here; a proof has an end too. */
interface Ending {
  teardown: (end: () => unknown) => void
}

/** The content API over the store of a context; paths are those below `/content/v1`. */
export async function contentServer(
  t: Ending,
  ctx: Context,
  options: Pick<ContentApiOptions, 'cacheBytes' | 'fragmentBytes' | 'listening' | 'pinWindowMs' | 'rate'> = {},
): Promise<ContentServer> {
  const { actor: _actor, address: _address, requestId: _requestId, ...base } = ctx
  let takeLine = (_line: string) => {}
  const app = buildApp({ logger: createLogger('trace', { write: (line) => takeLine(line) }) })
  holdToDescription(app, ctx)
  const holding = holdSecrets(app, plantedMaster)
  takeLine = holding.takeLine
  await app.register(contentApi, { prefix: '/content/v1', base, mediaBase: '', corsOrigins: ['*'], ...options })
  t.teardown(async () => {
    await app.close()
    holding.settle()
  })
  return {
    app,
    get: (path, headers = {}) => app.inject({ method: 'GET', url: `/content/v1${path}`, headers }),
    query: (type, body, headers = {}) =>
      app.inject({
        method: 'POST',
        url: `/content/v1/query/${type}`,
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(body),
      }),
  }
}
