import { fold } from './fold.ts'
import { askedLexemes } from './lexemes.ts'
import { splitWords, type Word } from './split-words.ts'

/** What somebody looks for: every term has to be there, or not to be there. */
export interface SearchTerms {
  terms: SearchTerm[]
}

export interface SearchTerm {
  /** After a minus: what holds it isn't wanted. */
  isExcluded: boolean
  /** The words have to stand one after the other. */
  isPhrase: boolean
  words: SearchWord[]
}

export interface SearchWord {
  /** It is there where one of these is. */
  lexemes: string[]
  /** Also where a word begins so: of the last word people may have typed only half. */
  prefix: string | null
  /** The word in which a slip is forgiven; null where none is. */
  typed: string | null
}

/** A slip in a shorter word makes another word more often than not. */
const minForgiven = 4
const maxForgiven = 40

const termPattern = /(-?)"([^"]*)"?|(-?)([^\s"]+)/g

/** Words as people type them: all of them are wanted, `"quoted ones"` side by side, `-those` not. There is no input that is wrong. */
export function parseSearch(text: string, locales: readonly string[]): SearchTerms {
  const straight = text.replaceAll(/[“”„«»]/g, '"')
  const ends = straight.length
  const terms = [...straight.matchAll(termPattern)].flatMap((match) => {
    const [, minusQuoted, quoted, minus, plain] = match
    const isQuoted = quoted !== undefined
    const isExcluded = (isQuoted ? minusQuoted : minus) === '-' && isStart(straight, match.index)
    const words = askedWords(splitWords(isQuoted ? quoted : (plain ?? '')))
    const isLast = !isQuoted && !isExcluded && match.index + match[0].length === ends
    const read = (word: Word, index: number) =>
      readWord(word, { locales, isOpen: isLast && index === words.length - 1, isForgiven: !isQuoted && !isExcluded })
    if (isQuoted || isExcluded) return words.length === 0 ? [] : [{ isExcluded, isPhrase: true, words: words.map(read) }]
    return words.map((word, index) => ({ isExcluded, isPhrase: false, words: [read(word, index)] }))
  })
  return { terms }
}

function isStart(text: string, index: number): boolean {
  return index === 0 || /\s/.test(text[index - 1] ?? '')
}

/** Of a run without spaces the pairs are enough; its last character by itself is for those who look for nothing but that. */
function askedWords(words: readonly Word[]): Word[] {
  return words.filter((word, index) => !word.isGram || words[index - 1]?.place !== word.place)
}

function readWord(
  word: Word,
  { locales, isOpen, isForgiven }: { locales: readonly string[]; isOpen: boolean; isForgiven: boolean },
): SearchWord {
  const folded = fold(word.text)
  const isOneCharacter = word.isGram && /^.\p{M}*$/su.test(word.text)
  const canSlip = isForgiven && !word.isGram && folded.length >= minForgiven && folded.length <= maxForgiven && !/\p{N}/u.test(folded)
  return {
    lexemes: askedLexemes(word, locales),
    prefix: (isOpen && !word.isGram && folded !== '') || isOneCharacter ? folded : null,
    typed: canSlip ? folded : null,
  }
}
