import type { LiveEvents } from '@verso/contract'
import { isProblem, problemOf } from './api-problem.ts'
import { sessionState, withPresentSession } from './session.ts'
import { viewAsHeader } from './view-as.ts'

type Listener = (name: string, data: unknown) => void

const listeners = new Set<Listener>()
let isGoing = false
let controller: AbortController | null = null
let wake = () => {}

const firstWaitMs = 1000
const longestWaitMs = 30_000

/**
 * What other people and one's own jobs do, as it happens: one stream for a window that is looked at, as long as anybody listens. Each time it
 * begins anew `onBegin` is called: what was told before may be over, and what is so now is told again.
 */
export function onLive<Name extends keyof LiveEvents>(
  name: Name,
  tell: (data: LiveEvents[Name]) => void,
  onBegin?: () => void,
): () => void {
  const listener: Listener = (event, data) => {
    if (event === 'begin') onBegin?.()
    else if (event === name) tell(data as LiveEvents[Name])
  }
  listeners.add(listener)
  // Who comes in later has to hear what is so now.
  controller?.abort()
  wake()
  if (!isGoing) void keepListening()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) controller?.abort()
  }
}

async function keepListening(): Promise<void> {
  isGoing = true
  const stopWatching = watchWindow()
  let waitMs = firstWaitMs
  while (listeners.size > 0) {
    const hasListened = isWanted() && (await listen())
    waitMs = hasListened ? firstWaitMs : Math.min(longestWaitMs, waitMs * 2)
    if (listeners.size > 0) await rest(isWanted() ? waitMs : longestWaitMs)
  }
  stopWatching()
  isGoing = false
}

/** Browsers open only a few connections to one server for all their windows: those behind others do without. */
function isWanted(): boolean {
  return document.visibilityState === 'visible' && sessionState.get() === 'in' && navigator.onLine
}

/** Until the stream ends; false when it couldn't be had. */
async function listen(): Promise<boolean> {
  const current = new AbortController()
  controller = current
  try {
    const answer = await withPresentSession((headers) => open(headers, current.signal))
    tellAll('begin', null)
    await readEvents(answer)
    return true
  } catch (error) {
    if (current.signal.aborted) return true
    return !isProblem(error) && !(error instanceof TypeError)
  }
}

async function open(headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  const answer = await fetch('/admin/v1/live', {
    headers: { ...headers, ...viewAsHeader('GET'), Accept: 'text/event-stream' },
    signal,
  })
  if (!answer.ok) throw problemOf(answer.status, await answer.text(), (name) => answer.headers.get(name))
  return answer
}

async function readEvents(answer: Response): Promise<void> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    text += part.value
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, name, data] = /^event: (.+)\ndata: (.+)$/.exec(block) ?? []
      if (name !== undefined && data !== undefined) tellAll(name, JSON.parse(data))
    }
  }
}

function tellAll(name: string, data: unknown): void {
  for (const listener of listeners) listener(name, data)
}

/** Waits; shorter when something says that it may go now. */
function rest(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}

function watchWindow(): () => void {
  const onChange = () => {
    if (isWanted()) wake()
    else controller?.abort()
  }
  const stopSession = sessionState.subscribe(onChange)
  document.addEventListener('visibilitychange', onChange)
  window.addEventListener('online', onChange)
  return () => {
    stopSession()
    document.removeEventListener('visibilitychange', onChange)
    window.removeEventListener('online', onChange)
  }
}
