import {
  type Actor,
  createKeeper,
  type Context,
  inOwnMemory,
  type LogFollower,
  type PageRecorder,
  type PublishedAnswer,
  readingRights,
  type PageOfSite,
} from '@verso/core'
import type { Arrival } from '@verso/http'
import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { notePage, pageIn } from './page-of-site.ts'
import { takesReadyHead } from './ready-head.ts'
import { type AnswerForm, type FinishedAnswer, finishAnswer } from './finish-answer.ts'
import { absence, type SendOptions, sendAtOnce, sendFinished } from './send-answer.ts'

/** The way of every answer to its reader. */
export interface Answers {
  /** Sends what is kept for a request that has just arrived, if it is known without waiting who asks and what there is; false where it isn't. */
  sendKept: (arrival: Arrival, response: ServerResponse) => boolean
  /** Sends what may be kept, read by `read` unless it is there, or somebody else is reading it. It is given the query string to read by. */
  send: (request: FastifyRequest, reply: FastifyReply, read: (query: string) => Promise<PublishedAnswer>) => Promise<FastifyReply>
  /** The same of what isn't asked for by its address alone: `name` stands for all that the answer depends on. */
  sendNamed: (request: FastifyRequest, reply: FastifyReply, named: NamedAnswer) => Promise<FastifyReply>
  /** Sends what was read for this reader alone. */
  sendOnce: (request: FastifyRequest, reply: FastifyReply, answer: PublishedAnswer) => Promise<FastifyReply>
}

interface NamedAnswer {
  name: string
  form: AnswerForm
  read: () => Promise<PublishedAnswer>
}

/** Either finished bytes, or that there is nothing. */
type Outcome = { finished: FinishedAnswer; absent?: never } | { finished?: never; absent: PublishedAnswer & { missing: string } }

interface Options extends Pick<Context, 'store' | 'now'>, SendOptions {
  follower: LogFollower
  maxBytes: number
  /** Who asks, where that was found out a moment ago. */
  knownActor: (arrival: Arrival) => Actor | null
  /** Keeps what pages of sites were read from. */
  recorder: PageRecorder
}

/**
 * The response cache: finished answers by address and rights, dropped by the publication log. The rights are those to read, so that what
 * one reader was given serves all who may read the same, and nobody else.
 */
export function createAnswers({ store, now, follower, maxBytes, knownActor, recorder, ...options }: Options): Answers {
  const keeper = createKeeper<Outcome>({ follower, maxBytes, now })

  const keyOf = (actor: Actor, address: string): string => keyFor(store, actor, address)
  const stateOf = (finished: FinishedAnswer) => stateShownBy(finished, follower.takenIn())

  async function sendOnce(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: PublishedAnswer & { form?: AnswerForm | undefined },
  ): Promise<FastifyReply> {
    follower.note(answer.seq)
    notePage(recorder, request, answer.isPreview === true ? undefined : (answer.kept?.tags ?? null))
    if (answer.body === undefined) throw absence(reply, answer, options)
    return sendFinished(request, reply, { finished: finishAnswer(answer, answer.form), seq: answer.seq, onMade: () => {}, options })
  }

  async function sendBy(
    request: FastifyRequest,
    reply: FastifyReply,
    { name, form, read }: Pick<NamedAnswer, 'name' | 'read'> & Partial<NamedAnswer>,
  ): Promise<FastifyReply> {
    // Off is off: whoever asks then is read for, even while the same is being read for somebody else.
    if (maxBytes === 0) return sendOnce(request, reply, { ...(await read()), form })
    if (store.models.known() === null) await store.models.current()
    const key = keyOf(request.reader.actor, name)
    const version = store.models.known()?.version
    const { finished, absent } = await keeper.get(key, async () => {
      const answer = await read()
      follower.note(answer.seq)
      return outcomeOf(answer, { form, version })
    })
    notePage(recorder, request, readFromOf({ finished, absent }))
    if (finished === undefined) throw absence(reply, absent, options)
    const onMade = (bytes: number) => keeper.grow(key, bytes)
    // Only what is kept is known to be as true of what was taken in since it was read: something may have happened while it was being read.
    const isKept = keeper.find(key)?.finished === finished
    return sendFinished(request, reply, { finished, seq: isKept ? stateOf(finished) : finished.seq, onMade, options })
  }

  return {
    sendOnce,
    sendKept(arrival, response) {
      // Where the usual way has more to say, as on a connection that is to end, it says it.
      if (maxBytes === 0 || !takesReadyHead(response)) return false
      const actor = knownActor(arrival)
      // Whatever was sent under an address had a route, and was asked in a way that is taken: the same address is answered by the same.
      const finished = actor === null ? undefined : keeper.find(keyOf(actor, arrival.raw.url ?? ''))?.finished
      const page = actor === null ? null : pageIn(arrival, actor)
      if (finished === undefined || page === 'wrong') return false
      return sendAtOnce(arrival, response, { finished, seq: stateOf(finished), options }) && noted(recorder, page, finished)
    },
    async send(request, reply, read) {
      const address = maxBytes === 0 ? (request.raw.url ?? '') : addressToKeepBy(request, follower.takenIn())
      return sendBy(request, reply, { name: address, read: () => read(queryIn(address)) })
    },
    sendNamed: sendBy,
  }
}

function noted(recorder: PageRecorder, page: PageOfSite | null, { readFrom }: FinishedAnswer): true {
  if (page !== null) recorder.note(page, readFrom)
  return true
}

function keyFor(store: Context['store'], actor: Actor, address: string): string {
  // What of the past is kept no more isn't given out of memory either.
  const givenUp = /[?&](?:seq|at)=/.test(address) ? store.history.knownGivenUp() : ''
  return `${store.models.known()?.version ?? ''} ${readingRights(actor)} ${givenUp} ${address}`
}

/** Undefined for what isn't public: that is no page of a site. */
function readFromOf({
  finished,
  absent,
}: {
  finished?: FinishedAnswer | undefined
  absent?: PublishedAnswer | undefined
}): readonly string[] | null | undefined {
  if (finished !== undefined) return finished.isPreview ? undefined : finished.readFrom
  return absent?.isPreview === true ? undefined : (absent?.kept?.tags ?? null)
}

function outcomeOf(answer: PublishedAnswer, { form, version }: { form: AnswerForm | undefined; version: number | undefined }) {
  if (answer.body === undefined) return { value: { absent: answer }, bytes: 0, kept: null }
  const known = answer.kept === undefined ? undefined : { ...answer.kept, tags: inOwnMemory(answer.kept.tags) }
  const value = { finished: finishAnswer({ ...answer, kept: known }, form) }
  // Under another model the same key would be of other rights.
  const kept = known !== undefined && known.modelVersion === version ? known : null
  return { value, bytes: bytesOf(value.finished), kept }
}

/** With room for the heads that it is sent with. */
function bytesOf({ body, headers }: FinishedAnswer): number {
  return body.byteLength + 3 * headers.join('').length + headBytes
}

const headBytes = 3_000

/** The address to keep by: without a `minSeq` that what is kept is as new as anyway. */
function addressToKeepBy(request: FastifyRequest, takenIn: bigint): string {
  const url = request.raw.url ?? ''
  const takesMinSeq = url.includes('minSeq=') && request.routeOptions.config.query === 'own'
  return takesMinSeq ? withoutMinSeq(url, takenIn) : url
}

function stateShownBy({ pinned, seq }: FinishedAnswer, takenIn: bigint): bigint {
  return pinned || seq > takenIn ? seq : takenIn
}

function queryIn(address: string): string {
  const start = address.indexOf('?')
  return start === -1 ? '' : address.slice(start + 1)
}

function withoutMinSeq(url: string, takenIn: bigint): string {
  const [parameter, value] = /(?<=[?&])minSeq=(\d{1,15})(?:&|$)/.exec(url) ?? []
  if (parameter === undefined || value === undefined || BigInt(value) > takenIn) return url
  const rest = url.replace(parameter, '')
  // A second one is a fault, which is for the query language to tell.
  return rest.includes('minSeq=') ? url : rest.replace(/[?&]$/, '')
}
