import type { ProblemIssue, SaveConflict } from '@verso/contract'
import type { Json } from '@verso/model'
import { ApiProblem, isProblem } from '../../api/api-problem.ts'
import { createSignal, type Signal } from '../../api/signal.ts'
import { placeAt, type ValuePlace } from './entry-values.ts'
import type { FormStore } from './form-store.ts'
import { sameJson } from './same-json.ts'
import type { Faults } from './value-faults.ts'

/** How far a save goes: what is written lies at the server for whoever writes it, or it becomes the draft that everybody works on. */
export type SaveGoal = 'copy' | 'draft'

export type SaveState =
  | { kind: 'new' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string; isDraft: boolean }
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
  /** What the server hasn't got so far yet, without what waits for a choice. */
  changes: (goal: SaveGoal) => Changes
  /** What stands on the screen was brought there and nobody has taken it up yet: it becomes no draft by itself. */
  isHeld: () => boolean
  /** Something on the screen can't be sent as it is: a choice is open, or a text is no value yet. */
  needsPerson: () => boolean
  /** Puts what differs onto this device. */
  keep: () => Promise<void>
  /** Says how far the next one has to go. */
  send: (changes: Changes, goal: SaveGoal) => Promise<SaveGoal>
  meetConflict: (conflicts: SaveConflict[]) => Promise<void>
}

export interface SaveLoop extends SaveLoopOptions {
  state: Signal<SaveState>
  /** Why nothing can be saved at all; null while the way is open. */
  problem: Signal<ApiProblem | null>
  /** Values that the server refused: not sent again until they change. */
  refused: Map<string, { value: Json | undefined; faults: Faults }>
  goal: SaveGoal
  timer: ReturnType<typeof setTimeout> | undefined
  draftTimer: ReturnType<typeof setTimeout> | undefined
  running: Promise<void> | null
  failures: number
}

const pauseMs = 800
/** A thought is at its end: the history gets one revision for it, not one for each pause. */
const quietMs = 5000
const longestWaitMs = 30_000

export function createSaveLoop(options: SaveLoopOptions): SaveLoop {
  return {
    ...options,
    state: createSignal<SaveState>(options.savedAt === null ? { kind: 'new' } : { kind: 'saved', at: options.savedAt, isDraft: true }),
    problem: createSignal<ApiProblem | null>(null),
    refused: new Map(),
    goal: 'copy',
    timer: undefined,
    draftTimer: undefined,
    running: null,
    failures: 0,
  }
}

/** Saves after a pause in typing; it becomes the draft after a longer one. */
export function scheduleSave(loop: SaveLoop, waitMs = pauseMs): void {
  clearTimeout(loop.timer)
  clearTimeout(loop.draftTimer)
  if (loop.running === null && loop.failures === 0 && sendable(loop, 'copy').size > 0) loop.state.set({ kind: 'saving' })
  loop.timer = setTimeout(() => void saveNow(loop, loop.goal), waitMs)
  loop.draftTimer = setTimeout(() => void saveNow(loop, farthest(loop)), waitMs + quietMs)
}

/** One request at a time, the next with all that was typed meanwhile; again after a while when the server was silent. */
export function saveNow(loop: SaveLoop, goal: SaveGoal): Promise<void> {
  clearTimeout(loop.timer)
  if (goal === 'draft') {
    clearTimeout(loop.draftTimer)
    loop.goal = goal
  }
  loop.running ??= saveAll(loop).finally(() => {
    loop.running = null
  })
  return loop.running
}

function farthest(loop: SaveLoop): SaveGoal {
  return loop.isHeld() ? 'copy' : 'draft'
}

/** What is on the screen came from the server just now. */
export function settleSaved(loop: SaveLoop, at: string): void {
  clearTimeout(loop.timer)
  clearTimeout(loop.draftTimer)
  loop.refused.clear()
  loop.failures = 0
  loop.goal = 'copy'
  loop.savedAt = at
  loop.problem.set(null)
  loop.state.set({ kind: 'saved', at, isDraft: true })
}

/** Also saves when the connection is back and when the page is put away. Gives back what ends it. */
export function watchConnection(loop: SaveLoop): () => void {
  const now = (goal: SaveGoal) => {
    if (loop.changes(goal).size > 0) void saveNow(loop, goal)
  }
  const onOnline = () => now('copy')
  const onHidden = () => document.visibilityState === 'hidden' && now(farthest(loop))
  window.addEventListener('online', onOnline)
  document.addEventListener('visibilitychange', onHidden)
  return () => {
    window.removeEventListener('online', onOnline)
    document.removeEventListener('visibilitychange', onHidden)
    now(farthest(loop))
  }
}

async function saveAll(loop: SaveLoop): Promise<void> {
  for (;;) {
    const { goal } = loop
    const changes = sendable(loop, goal)
    if (changes.size === 0) return settle(loop)
    // What becomes the draft now and lies at the server already has been told of.
    if (loop.failures === 0 && sendable(loop, 'copy').size > 0) loop.state.set({ kind: 'saving' })
    await loop.keep()
    try {
      const next = await loop.send(changes, goal)
      if (next === 'draft') loop.goal = next
      loop.failures = 0
      loop.savedAt = new Date().toISOString()
      loop.problem.set(null)
    } catch (error) {
      if (!(await recover(loop, error, changes))) return
    }
  }
}

function sendable(loop: SaveLoop, goal: SaveGoal): Changes {
  return new Map(
    [...loop.changes(goal)].filter(([pointer, value]) => !loop.refused.has(pointer) || !sameJson(loop.refused.get(pointer)?.value, value)),
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
  const waiting = loop.changes('draft')
  const open = sendable(loop, 'draft')
  loop.goal = 'copy'
  for (const pointer of loop.refused.keys()) if (!waiting.has(pointer) || open.has(pointer)) loop.refused.delete(pointer)
  showRefused(loop)
  if (loop.refused.size > 0 || loop.needsPerson()) loop.state.set({ kind: 'needs-you' })
  else loop.state.set(loop.savedAt === null ? { kind: 'new' } : { kind: 'saved', at: loop.savedAt, isDraft: waiting.size === 0 })
}
