import type { Locale } from './content-type.ts'

/** A locale, then those that stand in for it, in order. A circle, which no change of locales leaves behind, would end at its beginning. */
export function localeChain(locales: readonly Locale[], code: string, withFallback = true): string[] {
  const chain: string[] = []
  let next: string | null | undefined = code
  while (typeof next === 'string' && !chain.includes(next)) {
    chain.push(next)
    const current: string = next
    next = withFallback ? locales.find((locale) => locale.code === current)?.fallback : null
  }
  return chain
}
