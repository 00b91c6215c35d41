import type { Json } from '@verso/model'
import type { Values } from './entry-values.ts'

/** Where a sentence about a value comes from; each source replaces only its own. */
type IssueSource = 'typing' | 'save' | 'publish'

export interface FormStore {
  get: (pointer: string) => Json | undefined
  /** A person changed it: what was said about the old value is withdrawn. */
  edit: (pointer: string, value: Json | null) => void
  /** It came from the server. */
  adopt: (pointer: string, value: Json | undefined) => void
  issuesOf: (pointer: string) => readonly string[]
  setIssues: (source: IssueSource, issues: ReadonlyMap<string, readonly string[]>) => void
  setIssue: (source: IssueSource, pointer: string, sentence: string | null) => void
  /** Whether something typed is no value yet. */
  isUnfinished: () => boolean
  /** All values with sentences, for counts and lists. */
  faulty: () => ReadonlyMap<string, readonly string[]>
  subscribe: (pointer: string, listener: () => void) => () => void
  subscribeAll: (listener: () => void) => () => void
}

const none: readonly string[] = []

/** The values on the screen. Each has its own listeners, so that a key press draws one field and not the form. */
export function createFormStore(initial: Values): FormStore {
  const values = new Map(initial)
  const bySource: Record<IssueSource, Map<string, readonly string[]>> = { typing: new Map(), save: new Map(), publish: new Map() }
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
    faulty = collectIssues([...values.keys()], Object.values(bySource), before)
    tell([...values.keys()].filter((pointer) => before.get(pointer) !== faulty.get(pointer)))
  }

  return {
    get: (pointer) => values.get(pointer),
    edit(pointer, value) {
      values.set(pointer, value ?? undefined)
      tell([pointer])
      const had = [bySource.save.delete(pointer), bySource.publish.delete(pointer)]
      if (had.includes(true)) collect()
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

function collectIssues(
  pointers: readonly string[],
  sources: Map<string, readonly string[]>[],
  before: ReadonlyMap<string, readonly string[]>,
): Map<string, readonly string[]> {
  const all = new Map<string, readonly string[]>()
  for (const pointer of pointers) {
    const sentences = [...new Set(sources.flatMap((issues) => issues.get(pointer) ?? none))]
    const known = before.get(pointer)
    // The same list stays the same object, so that nothing is drawn for it.
    if (sentences.length > 0) all.set(pointer, known?.join('\n') === sentences.join('\n') ? known : sentences)
  }
  return all
}
