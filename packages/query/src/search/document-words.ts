import { writtenLexemes } from './lexemes.ts'
import { splitWords } from './split-words.ts'

/** One text of an entry that is searched. */
export interface SearchText {
  /** Id of the entry's own field that it stands in. */
  fieldId: string
  /** A for the title, B for lines, C for longer texts, D for what is said of files. */
  weight: SearchWeight
  /** The language that it is written in. */
  locale: string
  text: string
  /** It stands in for a text in the language of the document. */
  standsIn?: true
}

export type SearchWeight = 'A' | 'B' | 'C' | 'D'

/** The words of a document as PostgreSQL takes them. */
export interface DocumentWords {
  /** The text form of a `tsvector`. */
  words: string
  /** The same without weights and places. */
  lexemes: () => Iterable<string>
  /** By field the places of its words, first and last, and whether they stand in from another language: what a reader who may not see all can be kept to. */
  spans: WordSpan[]
}

export type WordSpan = [fieldId: string, from: number, to: number, standsIn: boolean]

// A `tsvector` has at most a MiB, 256 places for each word, and places up to 16,383, behind which all are one.
const maxBytes = 900_000
const maxPlaces = 255
const lastPlace = 16_383
/** Keeps phrases from reaching out of one text into the next. */
const gap = 10

/** Every word of the texts under its lexemes, with weights and places. Of a text that is longer than PostgreSQL can take its end isn't found. */
export function documentWords(texts: readonly SearchText[]): DocumentWords {
  const entries = new Map<string, string[]>()
  const spans: WordSpan[] = []
  let bytes = 0
  let from = 1
  for (const { fieldId, weight, locale, text, standsIn = false } of texts) {
    const words = splitWords(text)
    for (const word of words) {
      const place = `${Math.min(from + word.place, lastPlace)}${weight}`
      for (const lexeme of writtenLexemes(word, locale)) {
        const places = entries.get(lexeme) ?? []
        bytes += places.length === 0 ? bytesOf(lexeme) + 8 : 2
        if (bytes > maxBytes) return wordsOf(entries, spans)
        if (places.length < maxPlaces && places.at(-1) !== place) places.push(place)
        entries.set(lexeme, places)
      }
    }
    const to = from + (words.at(-1)?.place ?? 0)
    if (words.length > 0) spans.push([fieldId, Math.min(from, lastPlace), Math.min(to, lastPlace), standsIn])
    if (words.length > 0) from = to + gap
  }
  return wordsOf(entries, spans)
}

function wordsOf(entries: ReadonlyMap<string, string[]>, spans: WordSpan[]): DocumentWords {
  return { words: vectorText(entries), lexemes: () => entries.keys(), spans }
}

function bytesOf(lexeme: string): number {
  return /^[a-z0-9]*$/.test(lexeme) ? lexeme.length : lexeme.length * 3
}

function vectorText(entries: ReadonlyMap<string, string[]>): string {
  return Array.from(entries, ([lexeme, places]) => `'${lexeme}':${places.join(',')}`).join(' ')
}
