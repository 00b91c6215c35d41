import { PassThrough } from 'node:stream'
import { type Context, createLiveEvents, Refusal } from '@verso/core'
import { bearerToken } from '@verso/http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { contentTokenKinds } from '../authenticate.ts'
import { seqOf } from '../number-of.ts'

/** Whoever reads more slowly than things happen is sent away, and goes on later from where it was. */
const maxUnreadBytes = 256 * 1024
/** How soon whoever was cut off should come back. */
const comeBackMs = 1_000
const usualMaxListeners = 5_000

export interface LiveOptions {
  base: Pick<Context, 'store' | 'now'>
  /** Tells when this server begins to end. */
  ending?: AbortSignal
  /** How many may listen to this process at once; one address may be half of them. */
  maxListeners?: number
}

/** The publication log as it is written, by server-sent events: each is one of `/events`, its `id` the position to go on from. */
export async function liveRoutes(app: FastifyInstance, { base, ending, maxListeners = usualMaxListeners }: LiveOptions): Promise<void> {
  const events = createLiveEvents(base, (event) =>
    Buffer.from(`id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
  )
  const seats = createSeats(maxListeners)
  ending?.addEventListener('abort', events.endAll, { once: true })
  app.addHook('preClose', async () => events.endAll())

  app.get('/live', { config: { query: ['after', 'types', 'locale'] } }, async (request, reply) => {
    const position = positionOf(request)
    reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    if (request.method === 'HEAD') return reply.send('')
    const leave = seats.take(request.ip)
    const { types, locale } = request.parameters
    const { actor } = request.reader
    const secret = request.headers.authorization === undefined ? null : bearerToken(request)
    const claim = secret === null ? null : { secret, kinds: contentTokenKinds, address: request.ip }
    const stream = createStream()
    try {
      const { seq, stop } = await events.listen({ claim, actor, filter: { types, locale }, ...position, ...stream.listener })
      stream.onClose(() => {
        stop()
        leave()
      })
      if (ending?.aborted === true || reply.raw.destroyed) stream.listener.end()
      return reply.header('verso-seq', String(seq)).send(stream.source)
    } catch (error) {
      leave()
      throw error
    }
  })
}

/** The last event that a reader knows: by the header of one who comes back, else as its address says. */
function positionOf({ headers, parameters }: FastifyRequest): { after: bigint | null; wasTold: boolean } {
  const last = headers['last-event-id']
  if (typeof last === 'string' && last !== '') return { after: seqOf('Last-Event-ID', last), wasTold: true }
  return { after: parameters.after === undefined ? null : seqOf('after', parameters.after), wasTold: false }
}

/** An answer without an end: what is written waits for its reader, so much and no more. */
function createStream() {
  const source = new PassThrough()
  source.write(`retry: ${comeBackMs}\n\n`)

  const unread = () => source.writableLength + source.readableLength

  return {
    source,
    onClose: (close: () => void) => (source.closed ? close() : source.once('close', close)),
    listener: {
      take(text: Buffer) {
        if (!source.writable) return
        if (unread() > maxUnreadBytes) source.destroy()
        else source.write(text)
      },
      breathe(seq: bigint | null) {
        // Whoever is being told something hears that there is life.
        if (source.writable && unread() === 0) source.write(seq === null ? ':\n\n' : `id: ${seq}\n\n`)
      },
      ready: async () => {
        if (!source.writableNeedDrain || source.destroyed) return
        await new Promise<void>((resolve) => {
          const done = () => {
            source.off('drain', done).off('close', done)
            resolve()
          }
          source.on('drain', done).on('close', done)
        })
      },
      end: () => void source.end(),
    },
  }
}

/** How many listen, in all and from each address. */
function createSeats(max: number) {
  const taken = new Map<string, number>()
  let all = 0
  return {
    take(address: string): () => void {
      const own = taken.get(address) ?? 0
      if (all >= max) throw new Refusal('busy', 'As many as this server can serve are listening already', { retryAfterSeconds: 10 })
      if (own >= max / 2) throw new Refusal('too_many_requests', 'Too many are listening from this address', { retryAfterSeconds: 10 })
      taken.set(address, own + 1)
      all += 1
      return () => {
        all -= 1
        const left = (taken.get(address) ?? 1) - 1
        if (left > 0) taken.set(address, left)
        else taken.delete(address)
      }
    },
  }
}
