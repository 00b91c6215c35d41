/** One thing that can be searched for in a text: a word, or two neighbouring characters of a script that has no spaces. */
export interface Word {
  /** In lower case, composed. */
  text: string
  /** Where it stands in the text, in UTF-16 units; the end is exclusive. */
  start: number
  end: number
  /** Which word of the text it is. The last character of a run without spaces stands where the pair before it does. */
  place: number
  /** Part of a run without spaces: not a word that has a stem. */
  isGram: boolean
}

/** No word that people look for is longer; what is behind it makes no difference. */
const maxCharacters = 60

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu
const spaceless =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー]'
const unitPattern = new RegExp(`${spaceless}\\p{M}*`, 'gu')
const runPattern = new RegExp(`(?:${spaceless}\\p{M}*)+|(?:(?!${spaceless}).)+`, 'gsu')
const startsSpaceless = new RegExp(`^${spaceless}`, 'u')
const isPlain = /^[a-z0-9]*$/

/**
 * The words of a text in their order. Letters, digits and marks make words, everything else stands between them. Scripts without spaces are
 * cut into pairs of neighbouring characters, so that whatever stands together is found without a dictionary of the language.
 */
export function splitWords(text: string): Word[] {
  const words: Word[] = []
  let place = 0
  for (const match of text.matchAll(wordPattern)) {
    for (const [run, start] of runsOf(match[0], match.index)) {
      const found = startsSpaceless.test(run) ? gramsOf(run, start, place) : wordOf(run, start, place)
      words.push(...found)
      place = (words.at(-1)?.place ?? place - 1) + 1
    }
  }
  return words
}

function runsOf(word: string, start: number): [string, number][] {
  if (isPlain.test(word)) return [[word, start]]
  return [...word.matchAll(runPattern)].map((match) => [match[0], start + match.index])
}

function wordOf(run: string, start: number, place: number): Word[] {
  const text = normalised(run)
  return text === '' ? [] : [{ text, start, end: start + run.length, place, isGram: false }]
}

/** Pairs, and the last character by itself, so that each character begins something. */
function gramsOf(run: string, start: number, place: number): Word[] {
  const units = [...run.matchAll(unitPattern)].map((match) => ({
    text: match[0],
    start: start + match.index,
    end: start + match.index + match[0].length,
  }))
  return units.flatMap((unit, index): Word[] => {
    const next = units[index + 1]
    const text = normalised(unit.text + (next?.text ?? ''))
    if (text === '') return []
    return [
      {
        text,
        start: unit.start,
        end: (next ?? unit).end,
        place: place + (next === undefined && index > 0 ? index - 1 : index),
        isGram: true,
      },
    ]
  })
}

/** Wide and narrow forms are one, and so are upper and lower case; what comes out as something between words is left out. */
function normalised(run: string): string {
  if (isPlain.test(run)) return run.slice(0, maxCharacters)
  const text = run
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '')
  return text.length <= maxCharacters ? text : [...text].slice(0, maxCharacters).join('')
}
