import type { RequestOptions } from './query.ts'
import { type ClientOptions, openStream, wait } from './transport.ts'
import { VersoError } from './verso-error.ts'

/** One change of what is published, under one number of the publication log. */
export interface PublishedEvent {
  seq: number
  /** `entry.published`, `entry.unpublished`, `entry.deleted`, `release.published`, `model.changed` … */
  type: string
  at: string
  items: {
    op: 'publish' | 'unpublish' | 'delete'
    id: string
    type: string
    locale: string | null
    slug: string | null
    previousSlug?: string
    revision: number | null
    changedFields: string[]
  }[]
  /** What else reads differently now. `complete: false`: more than is named may, in these types. */
  affected: { types: string[]; complete: boolean }
}

export interface LiveOptions extends RequestOptions {
  /** The last `seq` that is known already; what is published from now on where absent. */
  after?: number
  types?: readonly string[]
  locale?: string
}

/** The server says something every ten seconds: after so long without a word, the connection is dead though nobody has said so. */
const silenceMs = 35_000
const maxWaitSeconds = 30

/**
 * What is published, as it happens, each event once and in order. A connection that is cut is made again and goes on where it was, without
 * end; before the first one, `retries` counts as elsewhere. It ends with the reason of its signal, or a refusal of the server.
 */
export async function* liveEvents(
  client: ClientOptions,
  { signal, after, types, locale }: LiveOptions,
): AsyncGenerator<PublishedEvent, void, undefined> {
  const place = { last: after, failures: 0, hasBegun: false }
  const wishes = new URLSearchParams({
    ...(types === undefined ? {} : { types: types.join() }),
    ...(locale === undefined ? {} : { locale }),
  })
  const { retries = 3 } = client
  for (;;) {
    try {
      for await (const { id, data } of blocksOf(client, { wishes, last: place.last, signal })) {
        Object.assign(place, { failures: 0, hasBegun: true })
        if (id !== undefined) place.last = id
        if (data !== undefined) yield JSON.parse(data)
      }
    } catch (error) {
      signal?.throwIfAborted()
      const mayPass = !(error instanceof VersoError) || [0, 429, 502, 503, 504].includes(error.status)
      if (!mayPass || (!place.hasBegun && place.failures >= retries)) throw error
      place.failures += 1
      const said = error instanceof VersoError ? error.retryAfterSeconds : null
      await wait(Math.min(said ?? 2 ** (place.failures - 1), maxWaitSeconds), signal)
      continue
    }
    await wait(1, signal)
  }
}

interface Asked {
  wishes: URLSearchParams
  last: number | undefined
  signal: AbortSignal | undefined
}

interface Block {
  id?: number
  data?: string
}

/** The blocks of one connection, from its first state on, until it ends. */
async function* blocksOf(client: ClientOptions, { wishes, last, signal }: Asked): AsyncGenerator<Block> {
  const over = new AbortController()
  const giveUp = () => over.abort(signal?.reason)
  signal?.addEventListener('abort', giveUp, { once: true })
  if (signal?.aborted === true) giveUp()
  let silence: ReturnType<typeof setTimeout> | undefined
  const hear = () => {
    clearTimeout(silence)
    silence = setTimeout(() => over.abort(new Error('The server has fallen silent')), silenceMs)
  }
  try {
    hear()
    const asked = wishes.toString()
    const { body, seq } = await openStream(client, asked === '' ? 'live' : `live?${asked}`, { signal: over.signal, last })
    // Whoever began at the present has to know which one that was.
    if (last === undefined) yield { id: seq }
    let text = ''
    const decoder = new TextDecoder()
    const reader = body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      hear()
      text += decoder.decode(part.value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) yield blockOf(block)
    }
  } finally {
    clearTimeout(silence)
    signal?.removeEventListener('abort', giveUp)
    over.abort()
  }
}

function blockOf(text: string): Block {
  const id = /^id: (\d+)$/m.exec(text)?.[1]
  const data = /^data: (.*)$/m.exec(text)?.[1]
  return { ...(id === undefined ? {} : { id: Number(id) }), ...(data === undefined ? {} : { data }) }
}
