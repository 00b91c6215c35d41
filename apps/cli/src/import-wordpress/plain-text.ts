import { fromHtml, toText } from '@verso/rich-text'
import { countCharacters } from '@verso/model'

const maxLineLength = 1_000

/** The words of a title, which WordPress allows to hold tags and entities, in one line that fits a text field. */
export function plainLine(html: string): string {
  const line = plainText(html).replaceAll(/\s+/g, ' ').trim()
  return countCharacters(line) <= maxLineLength ? line : `${[...line].slice(0, maxLineLength - 1).join('')}…`
}

/** The words of a piece of HTML, paragraphs parted by blank lines. */
export function plainText(html: string): string {
  return toText(fromHtml(html).value)
}
