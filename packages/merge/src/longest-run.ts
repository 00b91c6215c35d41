/** The longest subsequence of different numbers that rises: of items in a new order, as many as possible that needn't be called moved. */
export function longestRun(numbers: readonly number[]): number[] {
  // By length of a run: the index of the least number that one so long can end in (patience sorting, n log n).
  const ends: number[] = []
  const before: (number | undefined)[] = []
  for (const [index, number] of numbers.entries()) {
    const length = firstAtLeast(ends, numbers, number)
    before[index] = ends[length - 1]
    ends[length] = index
  }
  const run: number[] = []
  for (let index = ends.at(-1); index !== undefined; index = before[index]) run.push(numbers[index] ?? 0)
  return run.reverse()
}

function firstAtLeast(ends: readonly number[], numbers: readonly number[], number: number): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
    else high = middle
  }
  return low
}
