/** What a word becomes when one of its letters is left out, and the word itself: two words that are one slip apart have one of them in common. */
export function shortened(word: string): string[] {
  const letters = [...word]
  return [...new Set([word, ...letters.map((_, index) => letters.filter((__, at) => at !== index).join(''))])]
}

/** In a word of so many letters a second slip is forgiven: shorter ones are too near to one another. */
const minLettersForTwo = 7

/**
 * Parts of a word of which one stands in each word that is two slips away, since two slips spoil two of three parts at most. None for a word
 * in which two slips aren't forgiven.
 */
export function unspoiledParts(word: string): string[] {
  const letters = [...word]
  if (letters.length < minLettersForTwo) return []
  const [first, second] = [Math.ceil(letters.length / 3), Math.ceil((2 * letters.length) / 3)]
  return [letters.slice(0, first), letters.slice(first, second), letters.slice(second)].map((part) => part.join(''))
}

/** Whether the words differ by one slip: a letter that is missing, too much, another one, or two neighbours that changed places. */
export function isOneSlip(first: string, second: string): boolean {
  return first !== second && slipsBetween(first, second, 1) === 1
}

/** Whether they differ by two, and begin alike, as people nearly always do. */
export function isTwoSlips(first: string, second: string): boolean {
  return [...first][0] === [...second][0] && slipsBetween(first, second, 2) === 2
}

/** The least number of slips that lead from one word to the other; one more than `most` where it is more. */
function slipsBetween(first: string, second: string, most: number): number {
  const [a, b] = [[...first], [...second]]
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of a.entries()) {
    const row = [i + 1]
    for (const [j, other] of b.entries()) {
      const kept = (above[j] ?? 0) + (letter === other ? 0 : 1)
      const changed = Math.min(kept, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1)
      const isSwapped = i > 0 && j > 0 && letter === b[j - 1] && a[i - 1] === other
      row.push(isSwapped ? Math.min(changed, (before[j - 1] ?? 0) + 1) : changed)
    }
    before = above
    above = row
  }
  return Math.min(above.at(-1) ?? 0, most + 1)
}
