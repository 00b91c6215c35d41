/** Below this many comparisons at worst, the engine's own search is the faster one. */
const fewSteps = 1_000_000

/** Whether a text holds another, in time that grows with their lengths added up, not multiplied (Knuth, Morris and Pratt 1977). */
export function includesText(text: string, sought: string): boolean {
  if (text.length * sought.length <= fewSteps) return text.includes(sought)
  const overlaps = overlapsOf(sought)
  let matched = 0
  for (let at = 0; at < text.length; at += 1) {
    while (matched > 0 && text[at] !== sought[matched]) matched = overlaps[matched - 1] ?? 0
    if (text[at] === sought[matched]) matched += 1
    if (matched === sought.length) return true
  }
  return false
}

/** For each beginning of a text: how long a shorter beginning of it is also its end. */
function overlapsOf(text: string): number[] {
  const overlaps = [0]
  let length = 0
  for (let at = 1; at < text.length; at += 1) {
    while (length > 0 && text[at] !== text[length]) length = overlaps[length - 1] ?? 0
    if (text[at] === text[length]) length += 1
    overlaps.push(length)
  }
  return overlaps
}
