import { fold } from './fold.ts'
import type { Word } from './split-words.ts'
import { stem } from './stem.ts'

/** Under what a word of a text is found: its stem, and itself, so that each beginning of it finds it too. Accents never matter. */
export function writtenLexemes(word: Word, locale: string): string[] {
  if (word.isGram) return [word.text]
  const folded = fold(word.text)
  // A language that writes accents has other stems without them; whoever leaves them out means the same.
  return folded === word.text
    ? distinct([stem(folded, locale), folded])
    : distinct([fold(stem(word.text, locale)), stem(folded, locale), folded])
}

/** What a word that is looked for may be found under, in texts of any of the languages. */
export function askedLexemes(word: Word, locales: readonly string[]): string[] {
  if (word.isGram) return [word.text]
  const folded = fold(word.text)
  return distinct([...locales.map((locale) => fold(stem(word.text, locale))), folded])
}

/** Nothing but letters, digits and marks gets into a query of PostgreSQL. */
function distinct(lexemes: readonly string[]): string[] {
  return lexemes.filter((lexeme, index) => lexemes.indexOf(lexeme) === index && (isPlain.test(lexeme) || isLexeme.test(lexeme)))
}

const isPlain = /^[a-z0-9]+$/
const isLexeme = /^[\p{L}\p{N}\p{M}]+$/u
