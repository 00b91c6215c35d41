/** How marks are written: what stands before and after the words. */
export type MarkSigns = Readonly<Record<string, readonly [string, string]>>

// Characters that no text needs: where they stand, a marker can be told from an asterisk of the text.
const opened = '\uFDD0'
const closed = '\uFDD1'

// Markdown has no marks for these; their tags hold no attributes and are let through by most renderers.
const tags: MarkSigns = { underline: ['<u>', '</u>'], sub: ['<sub>', '</sub>'], sup: ['<sup>', '</sup>'] }

const markers: MarkSigns = {
  ...tags,
  strong: [`${opened}**`, `**${closed}`],
  em: [`${opened}*`, `*${closed}`],
  'strike-through': [`${opened}~~`, `~~${closed}`],
}

const onlyTags: MarkSigns = { ...tags, strong: ['<strong>', '</strong>'], em: ['<em>', '</em>'], 'strike-through': ['<s>', '</s>'] }

/** The text with Markdown's markers, or with tags where a marker would be read as a plain character. */
export function withMarks(render: (signs: MarkSigns) => string): string {
  const text = render(markers)
  return (everyMarkerCounts(text) ? text : render(onlyTags)).replaceAll(/[\uFDD0\uFDD1]/g, '')
}

const opening = /(?<=^|(.))((?:\uFDD0(?:\*\*?|~~))+)(?=$|(.))/gsu
const closing = /(?<=^|(.))((?:(?:\*\*?|~~)\uFDD1)+)(?=$|(.))/gsu

/** Narrower than CommonMark's rule of flanking, by which a marker between punctuation may both open and close: there it is never one. */
function everyMarkerCounts(text: string): boolean {
  const [opens, closes] = [[...text.matchAll(opening)], [...text.matchAll(closing)]]
  // Between two letters a marker may open and close as well. Where there are both of asterisks, it could end the other one.
  const isBetween = [...opens, ...closes].some(([, before = '', , after = '']) => isWord(before) && isWord(after))
  if (isBetween && text.includes(`${opened}**`) && new RegExp(`${opened}\\*(?!\\*)`).test(text)) return false
  return (
    opens.every(([, before = '', run = '', after = '']) => isFlanked(isMixed(run) ? '~' : after, before)) &&
    closes.every(([, before = '', run = '', after = '']) => isFlanked(isMixed(run) ? '~' : before, after))
  )
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}

/** To a marker the other one beside it is punctuation. */
function isMixed(run: string): boolean {
  return run.includes('*') && run.includes('~')
}

function isFlanked(inner: string, outer: string): boolean {
  // Where one mark ends and the next begins, the two markers would run together.
  if (outer === opened || outer === closed) return false
  return isWord(inner) || outer === '' || /\s/.test(outer)
}
