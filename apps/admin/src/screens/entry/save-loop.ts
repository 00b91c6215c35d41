import type { ProblemIssue, SaveConflict } from '@verso/contract'
import type { Json } from '@verso/model'
import { ApiProblem, isProblem } from '../../api/api-problem.ts'
import { createSignal, type Signal } from '../../api/signal.ts'
import { placeAt, type ValuePlace } from './entry-values.ts'
import type { FormStore } from './form-store.ts'
import { sameJson } from './same-json.ts'
import type { Faults } from './value-faults.ts'

export type SaveState =
  | { kind: 'new' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'offline' }
  | { kind: 'retrying' }
  | { kind: 'needs-you' }

type Changes = ReadonlyMap<string, Json | undefined>

interface SaveLoopOptions {
  form: FormStore
  places: readonly ValuePlace[]
  /** The server's faults by the pointers of the values on the screen. */
  faultsOf: (issues: readonly ProblemIssue[]) => Faults
  savedAt: string | null
  /** What differs from the server now, without what waits for a choice. */
  changes: () => Changes
  /** Something on the screen can't be sent as it is: a choice is open, or a text is no value yet. */
  needsPerson: () => boolean
  /** Puts what differs onto this device. */
  keep: () => Promise<void>
  send: (changes: Changes) => Promise<void>
  meetConflict: (conflicts: SaveConflict[]) => Promise<void>
}

export interface SaveLoop extends SaveLoopOptions {
  state: Signal<SaveState>
  /** Why nothing can be saved at all; null while the way is open. */
  problem: Signal<ApiProblem | null>
  /** Values that the server refused: not sent again until they change. */
  refused: Map<string, { value: Json | undefined; faults: Faults }>
  timer: ReturnType<typeof setTimeout> | undefined
  running: Promise<void> | null
  failures: number
}

const pauseMs = 800
const longestWaitMs = 30_000

export function createSaveLoop(options: SaveLoopOptions): SaveLoop {
  return {
    ...options,
    state: createSignal<SaveState>(options.savedAt === null ? { kind: 'new' } : { kind: 'saved', at: options.savedAt }),
    problem: createSignal<ApiProblem | null>(null),
    refused: new Map(),
    timer: undefined,
    running: null,
    failures: 0,
  }
}

/** Saves after a pause in typing. */
export function scheduleSave(loop: SaveLoop, waitMs = pauseMs): void {
  clearTimeout(loop.timer)
  if (loop.running === null && loop.failures === 0 && sendable(loop).size > 0) loop.state.set({ kind: 'saving' })
  loop.timer = setTimeout(() => void saveNow(loop), waitMs)
}

/** One request at a time, the next with all that was typed meanwhile; again after a while when the server was silent. */
export function saveNow(loop: SaveLoop): Promise<void> {
  clearTimeout(loop.timer)
  loop.running ??= saveAll(loop).finally(() => {
    loop.running = null
  })
  return loop.running
}

/** What is on the screen came from the server just now. */
export function settleSaved(loop: SaveLoop, at: string): void {
  clearTimeout(loop.timer)
  loop.refused.clear()
  loop.failures = 0
  loop.savedAt = at
  loop.problem.set(null)
  loop.state.set({ kind: 'saved', at })
}

/** Also saves when the connection is back and when the page is put away. Gives back what ends it. */
export function watchConnection(loop: SaveLoop): () => void {
  const now = () => {
    if (loop.changes().size > 0) void saveNow(loop)
  }
  const onHidden = () => document.visibilityState === 'hidden' && now()
  window.addEventListener('online', now)
  document.addEventListener('visibilitychange', onHidden)
  return () => {
    window.removeEventListener('online', now)
    document.removeEventListener('visibilitychange', onHidden)
    now()
  }
}

async function saveAll(loop: SaveLoop): Promise<void> {
  for (;;) {
    const changes = sendable(loop)
    if (changes.size === 0) return settle(loop)
    if (loop.failures === 0) loop.state.set({ kind: 'saving' })
    await loop.keep()
    try {
      await loop.send(changes)
      loop.failures = 0
      loop.savedAt = new Date().toISOString()
      loop.problem.set(null)
    } catch (error) {
      if (!(await recover(loop, error, changes))) return
    }
  }
}

function sendable(loop: SaveLoop): Changes {
  return new Map(
    [...loop.changes()].filter(([pointer, value]) => !loop.refused.has(pointer) || !sameJson(loop.refused.get(pointer)?.value, value)),
  )
}

/** True when there is something else to be sent at once. */
async function recover(loop: SaveLoop, error: unknown, changes: Changes): Promise<boolean> {
  if (!(error instanceof ApiProblem)) throw error
  if (error.status === 0 || error.status === 429 || error.status >= 500) return retryLater(loop, error)
  loop.failures = 0
  if (isProblem(error, 'conflict') && Array.isArray(error.facts['conflicts'])) return meet(loop, error.facts['conflicts'] as SaveConflict[])
  const faults = faultsIn(loop, loop.faultsOf(error.issues), changes)
  if (faults.size > 0) {
    for (const [pointer, own] of faults) loop.refused.set(pointer, { value: changes.get(pointer), faults: own })
    showRefused(loop)
    return true
  }
  loop.problem.set(error)
  loop.state.set({ kind: 'needs-you' })
  return false
}

function retryLater(loop: SaveLoop, error: ApiProblem): false {
  loop.failures += 1
  loop.state.set({ kind: error.status === 0 && !navigator.onLine ? 'offline' : 'retrying' })
  scheduleSave(loop, Math.max((error.retryAfterSeconds ?? 0) * 1000, Math.min(longestWaitMs, 1000 * 2 ** loop.failures)))
  return false
}

/** The rest can be saved once it is known what the others wrote. */
async function meet(loop: SaveLoop, conflicts: SaveConflict[]): Promise<boolean> {
  try {
    await loop.meetConflict(conflicts)
    return true
  } catch (error) {
    if (error instanceof ApiProblem) return retryLater(loop, error)
    throw error
  }
}

/** The faults by the value that was sent and holds them. */
function faultsIn({ places }: SaveLoop, found: Faults, changes: Changes): Map<string, Faults> {
  const faults = new Map<string, Faults>()
  for (const [inner, sentences] of found) {
    const pointer = placeAt(inner, places)?.pointer
    if (pointer !== undefined && changes.has(pointer)) faults.set(pointer, (faults.get(pointer) ?? new Map()).set(inner, sentences))
  }
  return faults
}

function showRefused({ form, refused }: SaveLoop): void {
  form.setIssues('save', new Map([...refused.values()].flatMap(({ faults }) => [...faults])))
}

function settle(loop: SaveLoop): void {
  const waiting = loop.changes()
  const open = sendable(loop)
  for (const pointer of loop.refused.keys()) if (!waiting.has(pointer) || open.has(pointer)) loop.refused.delete(pointer)
  showRefused(loop)
  if (loop.refused.size > 0 || loop.needsPerson()) loop.state.set({ kind: 'needs-you' })
  else loop.state.set(loop.savedAt === null ? { kind: 'new' } : { kind: 'saved', at: loop.savedAt })
}
