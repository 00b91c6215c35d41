import { createHash } from 'node:crypto'
import { type Answer, type Claim, createKeyedRequests, deriveKey } from '@verso/core'
import { HttpFault, queryOf, sendProblem } from '@verso/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AdminApiOptions } from './options.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Claims the request by its idempotency key, once its body is known; without a key nothing happens. */
    claimKey: (bodyHash: Buffer) => Promise<void>
    claim: Claim | 'answered' | null
  }
  interface FastifyContextConfig {
    /**
     * `late`: the route calls `claimKey` when all that takes long is done, as those do that read a body which isn't JSON.
     * `own`: it keeps the promise of the key in its own way.
     */
    idempotencyKey?: 'late' | 'own'
    /** Set for every route that takes a key; the OpenAPI description tells. */
    takesKey?: boolean
  }
}

const writes = ['POST', 'PATCH', 'PUT', 'DELETE']
const keyShape = /^[\x21-\x7e]{1,255}$/
const nothingHash = createHash('sha256').digest()
/** Of an answer what a repeat has to say again; the rest belongs to each request itself. */
const keptHeaders = ['content-type', 'location', 'etag', 'verso-seq', 'retry-after']

/** Ends the work on a request whose answer is there already. */
class KeptAnswer extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super('This request was answered before')
    this.answer = answer
  }
}

/**
 * Every write of this scope takes an `Idempotency-Key`: with it, the verb's effect and the finished answer are one transaction, which
 * is committed before the first byte leaves. To be called before the hooks whose refusals are to be kept too.
 */
export function keyedWrites(app: FastifyInstance, { secret }: Pick<AdminApiOptions, 'secret'>): void {
  const requests = createKeyedRequests(deriveKey(secret, 'kept-answers'))

  app.decorateRequest('claim', null)
  app.decorateRequest('claimKey', async function claimKey(this: FastifyRequest, bodyHash: Buffer): Promise<void> {
    const key = keyOf(this)
    if (key === null || this.claim !== null) return
    this.claim = 'answered'
    const path = pathOf(this)
    const taken = await requests.claim(this.ctx, { method: this.method, path, key, bodyHash: wholeHash(this, bodyHash) })
    if ('status' in taken) throw new KeptAnswer(taken)
    this.claim = taken
    this.ctx = taken.ctx
  })

  app.addHook('onRoute', (route) => {
    if ([route.method].flat().some((method) => writes.includes(method))) route.config = { ...route.config, takesKey: true }
  })

  app.addHook('preValidation', async (request) => {
    if (keyOf(request) !== null && !readsItsBody(request)) await request.claimKey(request.bodyHash ?? nothingHash)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const { claim } = request
    request.claim = 'answered'
    if (claim !== null && claim !== 'answered')
      await claim.end({ status: reply.statusCode, headers: headersOf(reply), body: bytesOf(payload) })
    return payload
  })

  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof KeptAnswer) return sendAgain(reply, error.answer)
    // A body that was read and isn't JSON is an answer like any other, though no hook has seen it.
    if (request.claim === null && request.bodyHash !== null) {
      try {
        await request.claimKey(request.bodyHash)
      } catch (other) {
        return other instanceof KeptAnswer ? sendAgain(reply, other.answer) : sendProblem(other, request, reply)
      }
    }
    return sendProblem(error, request, reply)
  })
}

/** The key of a write that takes one, and leaves the rest to us; null where there is none. */
function keyOf(request: FastifyRequest): string | null {
  const { takesKey, idempotencyKey } = request.routeOptions.config
  return takesKey !== true || idempotencyKey === 'own' ? null : idempotencyKeyOf(request)
}

/** The key that came with a request; null where none did. */
export function idempotencyKeyOf({ headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !keyShape.test(key))
    throw new HttpFault('invalid_request', 'An Idempotency-Key has 1 to 255 visible ASCII characters')
  return key
}

/** A transaction that waits for a client to send, or for another server to answer, would hold its locks as long as these please. */
function readsItsBody({ headers, routeOptions, bodyHash }: FastifyRequest): boolean {
  return routeOptions.config.idempotencyKey === 'late' || (bodyHash === null && headers['content-type'] !== undefined)
}

function pathOf(request: FastifyRequest): string {
  return (request.raw.url ?? '').split('?', 1)[0] ?? ''
}

/** What was asked for beside the path. The query string is part of it: with another one it is another wish. */
function wholeHash(request: FastifyRequest, bodyHash: Buffer): Buffer {
  const query = queryOf(request)
  return query === '' ? bodyHash : createHash('sha256').update(bodyHash).update(query).digest()
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = reply.getHeader(name)
      return value === undefined ? [] : [[name, String(value)]]
    }),
  )
}

function bytesOf(payload: unknown): Buffer {
  if (payload === null || payload === undefined) return Buffer.alloc(0)
  if (typeof payload === 'string') return Buffer.from(payload)
  if (Buffer.isBuffer(payload)) return payload
  throw new Error('An answer that is a stream can not be kept; its route has to keep the promise of the key itself')
}

function sendAgain(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  reply.code(status).headers({ ...headers, 'idempotency-replayed': 'true' })
  return body.length === 0 ? reply.send() : reply.send(body)
}
