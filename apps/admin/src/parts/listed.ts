import { intlTag } from '../language/language.ts'

/** "Ada, Jo and Max", as the language joins words. */
export function listed(words: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(intlTag(), { type }).format(words)
}
