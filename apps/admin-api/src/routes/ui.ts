import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { pagePolicy } from '@verso/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** What the build leaves in the page for the nonce of each answer. */
const placeholder = '__CSP_NONCE__'

/** The admin UI: its hashed files for ever, and one page for every address below /admin that isn't the API's. */
export async function uiRoutes(app: FastifyInstance, { uiDir }: { uiDir: string }): Promise<void> {
  const page = await readFile(join(uiDir, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: join(uiDir, 'assets'),
    prefix: '/admin/assets/',
    index: false,
    immutable: true,
    maxAge: '365d',
    schemaHide: true,
  })

  async function sendPage(_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const nonce = randomBytes(18).toString('base64')
    return reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(nonce), 'cache-control': 'no-store' })
      .send(page.replaceAll(placeholder, nonce))
  }

  const hidden = { schema: { hide: true } }
  app.get('/', hidden, async (_request, reply) => reply.redirect('/admin', 302))
  app.get('/admin', hidden, sendPage)
  app.get('/admin/*', { ...hidden, config: { mayEndInSlash: true, except: '/admin/v1' } }, sendPage)
}
