import type { Json } from '@verso/model'
import { valueInside } from '../../fields/nested/inner-place.ts'
import type { Values } from './entry-values.ts'

/** Where a sentence about a value comes from; each source replaces only its own. */
type IssueSource = 'typing' | 'save' | 'publish'

export interface FormStore {
  get: (pointer: string) => Json | undefined
  /** A person changed it: what was said about the old value is withdrawn, inside it only where it became another. */
  edit: (pointer: string, value: Json | null) => void
  /** It came from the server. */
  adopt: (pointer: string, value: Json | undefined) => void
  issuesOf: (pointer: string) => readonly string[]
  setIssues: (source: IssueSource, issues: ReadonlyMap<string, readonly string[]>) => void
  setIssue: (source: IssueSource, pointer: string, sentence: string | null) => void
  /** Whether something typed is no value yet. */
  isUnfinished: () => boolean
  /** All values with sentences, for counts and lists; values inside others have pointers of their own. */
  faulty: () => ReadonlyMap<string, readonly string[]>
  subscribe: (pointer: string, listener: () => void) => () => void
  subscribeAll: (listener: () => void) => () => void
}

type IssuesBySource = Record<IssueSource, Map<string, readonly string[]>>

const none: readonly string[] = []

/** The values on the screen. Each has its own listeners, so that a key press draws one field and not the form. */
export function createFormStore(initial: Values): FormStore {
  const values = new Map(initial)
  const bySource: IssuesBySource = { typing: new Map(), save: new Map(), publish: new Map() }
  let faulty: ReadonlyMap<string, readonly string[]> = new Map()
  const listeners = new Map<string, Set<() => void>>()
  const everyone = new Set<() => void>()

  function tell(pointers: readonly string[]): void {
    if (pointers.length === 0) return
    for (const pointer of pointers) for (const listener of listeners.get(pointer) ?? []) listener()
    for (const listener of everyone) listener()
  }

  function collect(): void {
    const before = faulty
    faulty = collectIssues(Object.values(bySource), before)
    tell([...new Set([...before.keys(), ...faulty.keys()])].filter((pointer) => before.get(pointer) !== faulty.get(pointer)))
  }

  return {
    get: (pointer) => values.get(pointer),
    edit(pointer, value) {
      const old = values.get(pointer)
      values.set(pointer, value ?? undefined)
      tell([pointer])
      if (withdraw(bySource, pointer, { old, now: values.get(pointer) })) collect()
    },
    adopt(pointer, value) {
      values.set(pointer, value)
      tell([pointer])
    },
    issuesOf: (pointer) => faulty.get(pointer) ?? none,
    setIssues(source, issues) {
      bySource[source] = new Map(issues)
      collect()
    },
    setIssue(source, pointer, sentence) {
      if (sentence === null) {
        if (!bySource[source].delete(pointer)) return
      } else bySource[source].set(pointer, [sentence])
      collect()
    },
    isUnfinished: () => bySource.typing.size > 0,
    faulty: () => faulty,
    subscribe(pointer, listener) {
      const set = listeners.get(pointer) ?? new Set()
      listeners.set(pointer, set.add(listener))
      return () => set.delete(listener)
    },
    subscribeAll(listener) {
      everyone.add(listener)
      return () => everyone.delete(listener)
    },
  }
}

/** Takes back what the server said of a value, and of what became another inside it; true when something was said. */
function withdraw(bySource: IssuesBySource, place: string, { old, now }: { old: Json | undefined; now: Json | undefined }): boolean {
  const stale = [...bySource.save.keys(), ...bySource.publish.keys()].filter((pointer) => {
    if (pointer === place) return true
    if (!pointer.startsWith(`${place}/`)) return false
    const tokens = pointer.slice(place.length + 1).split('/')
    return valueInside(old, tokens) !== valueInside(now, tokens)
  })
  for (const pointer of stale) for (const source of ['save', 'publish'] as const) bySource[source].delete(pointer)
  return stale.length > 0
}

function collectIssues(
  sources: Map<string, readonly string[]>[],
  before: ReadonlyMap<string, readonly string[]>,
): Map<string, readonly string[]> {
  const all = new Map<string, readonly string[]>()
  for (const pointer of new Set(sources.flatMap((issues) => [...issues.keys()]))) {
    const sentences = [...new Set(sources.flatMap((issues) => issues.get(pointer) ?? none))]
    const known = before.get(pointer)
    // The same list stays the same object, so that nothing is drawn for it.
    if (sentences.length > 0) all.set(pointer, known?.join('\n') === sentences.join('\n') ? known : sentences)
  }
  return all
}
