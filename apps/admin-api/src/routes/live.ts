import { PassThrough, type Readable } from 'node:stream'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { EndPresenceBody, IdParams, PresenceBody, Problem } from '@verso/contract'
import { type Actor, authoriseWatching, createLiveFeed, endPresence, notePresence } from '@verso/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { AdminApiOptions } from '../options.ts'

/** Sooner than any proxy or this server takes the silence for the end. */
const breathMs = 10_000
/** How long somebody whose session has ended may go on watching. */
const askAgainMs = 5_000
/** Whoever reads more slowly than things happen is sent away, and comes back to the present state. */
const maxUnreadBytes = 1024 * 1024

interface LiveOptions extends Pick<AdminApiOptions, 'base' | 'ending'> {
  /** Judges the credential of a request anew. */
  actorOf: (request: FastifyRequest) => Promise<Actor>
}

/** What other people do, as it happens. */
export async function liveRoutes(instance: FastifyInstance, { base, ending, actorOf }: LiveOptions): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const feed = createLiveFeed(base)
  const open = new Set<PassThrough>()
  const endAll = () => {
    for (const stream of open) stream.end()
  }
  ending?.addEventListener('abort', endAll, { once: true })
  app.addHook('preClose', async () => endAll())

  app.get(
    '/live',
    {
      schema: {
        summary: 'Server-sent events: presence, entry.saved, entry.published, as far as one may read; job, of one’s own',
        response: { 200: { content: { 'text/event-stream': { schema: Type.Unsafe<Readable>(Type.String()) } } }, '4xx': Problem },
      },
    },
    async (request, reply) => {
      authoriseWatching(request.ctx)
      const stream = new PassThrough()
      let { actor } = request.ctx
      stream.write(': welcome\n\n')
      const stop = await feed.watch(({ name, dataFor }) => {
        const data = dataFor(actor)
        if (data === null || !stream.writable) return
        if (stream.writableLength > maxUnreadBytes) stream.destroy()
        else stream.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
      })
      const breath = setInterval(() => stream.write(': \n\n'), breathMs)
      const asking = setInterval(async () => {
        try {
          actor = await actorOf(request)
        } catch {
          stream.end()
        }
      }, askAgainMs)
      open.add(stream)
      stream.once('close', () => {
        stop()
        clearInterval(breath)
        clearInterval(asking)
        open.delete(stream)
      })
      if (ending?.aborted === true) stream.end()
      return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(stream)
    },
  )

  app.put(
    '/entries/:id/presence',
    {
      schema: {
        summary: 'Say that one has an entry open; holds for 60 s',
        params: IdParams,
        body: PresenceBody,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await notePresence(request.ctx, request.params.id, request.body)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/entries/:id/presence',
    {
      schema: {
        summary: 'Say that one has closed it',
        params: IdParams,
        body: EndPresenceBody,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await endPresence(request.ctx, request.params.id, request.body.clientId)
      return reply.code(204).send(null)
    },
  )
}
