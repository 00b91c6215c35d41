import { Readable } from 'node:stream'
import { ImportedLine, Problem } from '@verso/contract'
import { importLines, Refusal, UnavailableError } from '@verso/core'
import { HttpFault, ndjsonBatches, problemStatuses } from '@verso/http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { idempotencyKeyOf } from '../keyed-writes.ts'
import { toImportedLine } from '../views/import-view.ts'

const mediaTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']
/** Each batch is one transaction and, where something of it becomes public, one `seq`. */
const batchLines = 500
/** A client may send all before it reads anything: this much of the answer waits for it here. */
const waitingBytes = 16 * 1024 * 1024

/** Loading much: a line for each entry, a line for what became of it. */
export async function importRoutes(app: FastifyInstance): Promise<void> {
  app.addContentTypeParser(mediaTypes, (_request, payload, done) => done(null, payload))

  app.post(
    '/entries/import',
    {
      config: { idempotencyKey: 'own' },
      schema: {
        summary: 'Load many entries: NDJSON of { type, fields, publish?, parent?, id? }, read and answered line by line',
        description:
          'Lines are taken in batches of 500; each batch is one transaction, and becomes public under one `seq`. A line with the `id` of an entry changes it, unless people have changed it since it was loaded. With an `Idempotency-Key`, sending all again goes on where it was cut off, and makes nothing twice. The answer ends with a line `{ "stopped": problem }` when it could not go on.',
        consumes: mediaTypes,
        response: { 200: { content: { 'application/x-ndjson': { schema: ImportedLine } } }, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const batches = importBatches(request)
      // Whatever stands in the way of all of it is said before the answer begins.
      const first = await batches.next()
      if (first.value?.isRepeat === true) reply.header('idempotency-replayed', 'true')
      const answer = Readable.from(answerLines(request, { first, batches }), { objectMode: false, highWaterMark: waitingBytes })
      return reply.header('content-type', 'application/x-ndjson; charset=utf-8').send(answer)
    },
  )
}

type Batches = AsyncGenerator<Awaited<ReturnType<typeof importLines>>, undefined>

async function* importBatches(request: FastifyRequest): Batches {
  const { body, headers } = request
  if (!(body instanceof Readable) || (headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity')
    throw new HttpFault('unsupported_media_type', 'Send the lines as application/x-ndjson, without a content coding')
  const idempotencyKey = idempotencyKeyOf(request)
  for await (const lines of ndjsonBatches(body, batchLines)) yield await importLines(request.ctx, lines, { idempotencyKey })
  return undefined
}

async function* answerLines(
  request: FastifyRequest,
  { first, batches }: { first: IteratorResult<Awaited<ReturnType<typeof importLines>>, undefined>; batches: Batches },
): AsyncGenerator<string> {
  try {
    for (let next = first; next.done !== true; next = await batches.next())
      if (next.value.outcomes.length > 0)
        yield next.value.outcomes.map((outcome) => `${JSON.stringify(toImportedLine(outcome))}\n`).join('')
  } catch (error) {
    // The answer has begun, so that its status can't tell any more.
    yield `${JSON.stringify({ stopped: stopOf(request, error) })}\n`
  }
}

function stopOf(request: FastifyRequest, error: unknown): { status: number; code: string; detail?: string } {
  if (error instanceof Refusal || error instanceof HttpFault)
    return { status: problemStatuses[error.code], code: error.code, detail: error.message }
  if (error instanceof UnavailableError) return { status: problemStatuses[error.reason], code: error.reason }
  request.log.error({ err: error, requestId: request.id }, 'An import was cut off')
  return { status: 500, code: 'internal' }
}
