import type { Sides } from './judge.ts'

export interface MergedOrder {
  keys: string[]
  /** Both moved what all three have, in different ways; the order is theirs then. */
  isConflict: boolean
  /** Whether they moved something. */
  isTheirs: boolean
}

/** The order of the keys that stay: of whoever moved something, with what each side added behind the item that it stands behind there. */
export function mergeOrder({ base, ours, theirs }: Sides<string[]>, staying: ReadonlySet<string>): MergedOrder {
  const [mine, now] = [ours.filter((key) => staying.has(key)), theirs.filter((key) => staying.has(key))]
  const shared = new Set(mine.filter((key) => now.includes(key)))
  const known = new Set(base.filter((key) => shared.has(key)))
  const [was, mineKnown, nowKnown] = [textOf(base, known), textOf(mine, known), textOf(now, known)]
  const isConflict = was !== mineKnown && was !== nowKnown && mineKnown !== nowKnown
  const isOurs = was !== mineKnown && was === nowKnown
  const isTheirs = was !== nowKnown && was === mineKnown
  // Where neither side's moves decide, the choice must not depend on which side is which.
  const neutral = textOf(mine, shared) < textOf(now, shared) ? mine : now
  const chosen = isConflict || isTheirs ? now : isOurs ? mine : neutral
  return {
    keys: withAdded(
      chosen.filter((key) => shared.has(key)),
      [mine, now],
      shared,
    ),
    isConflict,
    isTheirs,
  }
}

function textOf(keys: readonly string[], among: ReadonlySet<string>): string {
  return keys.filter((key) => among.has(key)).join(' ')
}

/** Each side's own keys behind the shared key that they follow; two runs at one place come in the order of their keys. */
function withAdded(shared: readonly string[], sides: readonly string[][], isShared: ReadonlySet<string>): string[] {
  const runs = new Map<string, string[][]>()
  for (const keys of sides) {
    let anchor = ''
    let run: string[] = []
    for (const key of keys) {
      if (isShared.has(key)) [anchor, run] = [key, []]
      else if (run.push(key) === 1) runs.set(anchor, [...(runs.get(anchor) ?? []), run])
    }
  }
  return ['', ...shared].flatMap((key) => [
    ...(key === '' ? [] : [key]),
    ...(runs.get(key) ?? []).toSorted((one, other) => (one.join() < other.join() ? -1 : 1)).flat(),
  ])
}
