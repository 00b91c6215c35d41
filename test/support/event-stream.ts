import http from 'node:http'

interface Told {
  id: number | undefined
  event: string | undefined
  // biome-ignore lint/suspicious/noExplicitAny: whoever listens knows what is told
  data: any
}

export interface EventStream {
  headers: http.IncomingHttpHeaders
  status: number
  /** What came so far; blocks that only move the position have no data. */
  told: Told[]
  /** All text so far, when the answer isn't a stream of events. */
  text: () => string
  isOver: () => boolean
  /** Stops and goes on reading. */
  pause: () => void
  resume: () => void
  close: () => void
}

/** Opens an answer of server-sent events over a connection of its own, and reads along. */
export function openEvents(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers, agent: false }, (response) => {
      const state = { text: '', rest: '', isOver: false }
      const told: Told[] = []
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        state.text += part
        const blocks = (state.rest + part).split('\n\n')
        state.rest = blocks.pop() ?? ''
        told.push(...blocks.flatMap((block) => toldIn(block) ?? []))
      })
      response.on('error', () => {})
      response.on('close', () => {
        state.isOver = true
      })
      resolve({
        ...{ told, headers: response.headers, status: response.statusCode ?? 0 },
        text: () => state.text,
        isOver: () => state.isOver,
        pause: () => void response.pause(),
        resume: () => void response.resume(),
        close: () => request.destroy(),
      })
    })
    request.on('error', reject)
  })
}

function toldIn(block: string): Told | null {
  const find = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
  const [id, data] = [find('id'), find('data')]
  if (id === undefined && data === undefined) return null
  return { id: id === undefined ? undefined : Number(id), event: find('event'), data: data === undefined ? undefined : JSON.parse(data) }
}

/** Waits until something is there; the limit is far beyond what any machine takes. */
export async function until<T>(look: () => T | undefined | null | false): Promise<T> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const found = look()
    if (found !== undefined && found !== false && found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('Waited in vain')
}

interface FedEvent {
  items: { type: string }[]
}

/** Events of the feed as listeners are told them: of what they concern only the types that changed, since nobody waits for more. */
export function asLive<T extends FedEvent>(events: readonly T[]): T[] {
  return events.map((event) => {
    const types = [...new Set(event.items.map(({ type }) => type))]
    return { ...event, affected: { entries: [], types, pages: [], complete: false } }
  })
}
