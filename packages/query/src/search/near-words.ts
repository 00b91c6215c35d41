/** What a word becomes when one of its letters is left out, and the word itself: two words that are one slip apart have one of them in common. */
export function shortened(word: string): string[] {
  const letters = [...word]
  return [...new Set([word, ...letters.map((_, index) => letters.filter((__, at) => at !== index).join(''))])]
}

/** Whether the words differ by one slip: a letter that is missing, too much, another one, or two neighbours that changed places. */
export function isOneSlip(first: string, second: string): boolean {
  if (first === second) return false
  const [a, b] = [[...first], [...second]]
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
