/**
 * What a proof waits for, for so long at most: nothing that it proves may end in silence. What is given as a function is told
 * when nobody waits for it any more.
 */
export async function within<T>(ms: number, awaited: Promise<T> | ((signal: AbortSignal) => Promise<T>), sayWhy: () => string): Promise<T> {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late.abort()
      reject(new Error(sayWhy()))
    }, ms)
  })
  try {
    return await Promise.race([typeof awaited === 'function' ? awaited(late.signal) : awaited, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
