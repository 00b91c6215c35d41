import type { Sides } from './judge.ts'

export interface MergedOrder {
  keys: string[]
  /** Both placed the same items in different ways; the order is theirs then. */
  isConflict: boolean
  /** Whether they moved something. */
  isTheirs: boolean
}

/** Items by what becomes of them in a merge. */
export interface ItemFates {
  staying: ReadonlySet<string>
  /** One side took it out, the other changed it, and people are asked: it counts in the order of the side that has it. */
  asked: ReadonlySet<string>
}

/** The order of the keys that stay: of whoever moved something, with what each side added behind the item that it stands behind there. */
export function mergeOrder({ base, ours, theirs }: Sides<string[]>, { staying, asked }: ItemFates): MergedOrder {
  const [mine, now] = [ours.filter((key) => staying.has(key)), theirs.filter((key) => staying.has(key))]
  const nowHas = new Set(now)
  const onBoth = new Set(mine.filter((key) => nowHas.has(key)))
  const known = new Set(base.filter((key) => onBoth.has(key)))
  const [was, mineKnown, nowKnown] = [orderOf(base, known), orderOf(mine, known), orderOf(now, known)]
  // Whichever way the question about an item is answered later, the order must not be silently one side's then.
  const counted = new Set([...known, ...asked])
  const areMoved = isMoved(base, ours, counted) && isMoved(base, theirs, counted)
  const isConflict = (areMoved && mineKnown !== nowKnown) || !isAddedAlike({ mine, now }, { onBoth, known })
  const isOurs = !isConflict && was !== mineKnown && was === nowKnown
  const isTheirs = !isConflict && was !== nowKnown && was === mineKnown
  const shared = (isOurs ? mine : now).filter((key) => onBoth.has(key))
  return { keys: withAdded(shared, [mine, now], onBoth), isConflict, isTheirs }
}

/** Whether a side put something elsewhere, among the counted items that it still has. */
function isMoved(base: readonly string[], side: readonly string[], counted: ReadonlySet<string>): boolean {
  const kept = new Set(side.filter((key) => counted.has(key)))
  return orderOf(base, kept) !== orderOf(side, kept)
}

function orderOf(keys: readonly string[], among: ReadonlySet<string>): string {
  return JSON.stringify(keys.filter((key) => among.has(key)))
}

/** Whether what both added stands behind the same item on both sides. */
function isAddedAlike(
  { mine, now }: { mine: readonly string[]; now: readonly string[] },
  { onBoth, known }: { onBoth: ReadonlySet<string>; known: ReadonlySet<string> },
): boolean {
  if (onBoth.size === known.size) return true
  const [one, other] = [placesOf(mine, onBoth), placesOf(now, onBoth)]
  return [...onBoth].every((key) => known.has(key) || one.get(key) === other.get(key))
}

/** By key: the one that it stands behind. */
function placesOf(keys: readonly string[], among: ReadonlySet<string>): Map<string, string | undefined> {
  const own = keys.filter((key) => among.has(key))
  return new Map(own.map((key, index) => [key, own[index - 1]]))
}

/** Each side's own keys behind the shared key that they follow; two runs at one place come in the order of their keys. */
function withAdded(shared: readonly string[], sides: readonly string[][], isShared: ReadonlySet<string>): string[] {
  const atStart: string[][] = []
  const runs = new Map<string, string[][]>(shared.map((key) => [key, []]))
  for (const keys of sides) {
    let at = atStart
    let run: string[] = []
    for (const key of keys) {
      if (isShared.has(key)) [at, run] = [runs.get(key) ?? [], []]
      else if (run.push(key) === 1) at.push(run)
    }
  }
  const inOrder = (found: string[][]) => found.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)).flat()
  return [...inOrder(atStart), ...shared.flatMap((key) => [key, ...inOrder(runs.get(key) ?? [])])]
}
