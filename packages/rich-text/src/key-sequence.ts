/** Keys `k1`, `k2` … in order, for trees that must come out the same each time. */
export function keySequence(prefix = 'k'): () => string {
  let last = 0
  return () => {
    last += 1
    return `${prefix}${last}`
  }
}
