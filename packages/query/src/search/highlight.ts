import { fold } from './fold.ts'
import { writtenLexemes } from './lexemes.ts'
import type { SearchTerms } from './parse-search.ts'
import type { NearWords } from './search-query.ts'
import { splitWords, type Word } from './split-words.ts'

/** Says of a word of a text whether it is one that was looked for. */
export type Matcher = (word: Word, locale: string) => boolean

export function matcherOf({ terms }: SearchTerms, near: NearWords): Matcher {
  const words = terms.filter(({ isExcluded }) => !isExcluded).flatMap((term) => term.words)
  const lexemes = new Set(words.flatMap((word) => [...word.lexemes, ...(word.typed === null ? [] : (near.get(word.typed) ?? []))]))
  const prefixes = words.flatMap(({ prefix }) => prefix ?? [])
  return (word, locale) =>
    prefixes.some((prefix) => fold(word.text).startsWith(prefix)) || writtenLexemes(word, locale).some((lexeme) => lexemes.has(lexeme))
}

/** Characters of an extract, about; texts that are no longer are given whole. */
const extractLength = 200
/** Of a longer text, what is looked through. */
const maxLooked = 100_000

interface Mark {
  start: number
  end: number
}

/**
 * The part of a text in which the most of what was looked for stands, as HTML: what matches is in `<mark>`, everything else is escaped.
 * Null where nothing matches.
 */
export function highlight(text: string, locale: string, matches: Matcher): string | null {
  const looked = text.slice(0, maxLooked)
  const words = splitWords(looked)
  const marks = joined(words.filter((word) => matches(word, locale)))
  if (marks.length === 0) return null
  const { start, end } = extractOf(looked, words, marks)
  let html = start > 0 ? '…' : ''
  let at = start
  for (const mark of marks) {
    if (mark.start < start || mark.end > end) continue
    html += `${escapeHtml(text.slice(at, mark.start))}<mark>${escapeHtml(text.slice(mark.start, mark.end))}</mark>`
    at = mark.end
  }
  return html + escapeHtml(text.slice(at, end)) + (end < text.length ? '…' : '')
}

/** Pairs of a run without spaces overlap: what belongs together is one mark. */
function joined(words: readonly Mark[]): Mark[] {
  const marks: Mark[] = []
  for (const { start, end } of words) {
    const last = marks.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else marks.push({ start, end })
  }
  return marks
}

/** Begins a little before the first of the marks that stand closest together, at a word. */
function extractOf(text: string, words: readonly Word[], marks: readonly Mark[]): Mark {
  if (text.length <= extractLength * 1.5) return { start: 0, end: text.length }
  const counts = marks.map(
    (mark) => marks.filter((other) => other.start >= mark.start && other.end <= mark.start + extractLength * 0.75).length,
  )
  const best = marks[counts.indexOf(Math.max(...counts))] ?? { start: 0, end: 0 }
  const wished = Math.max(0, Math.min(best.start - extractLength / 4, text.length - extractLength))
  const start = wished === 0 ? 0 : (words.find((word) => word.start >= wished)?.start ?? best.start)
  const last = words.findLast((word) => word.end <= Math.max(start + extractLength, best.end))
  return { start: Math.min(start, best.start), end: Math.max(last?.end ?? best.end, best.end) }
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '')
}
