import { fromHtml, type RichTextBlock } from '@verso/rich-text'
import { withFreshKeys } from './stored-value.ts'

interface Pasted {
  blocks: { _type: string }[]
  /** What could not be kept, in words. */
  lost: string[]
}

/** Blocks for the editor from HTML of any origin. In a file of its own, since the parser is large and comes with the first paste. */
export function htmlToBlocks(html: string, { isInCell }: { isInCell: boolean }): Pasted {
  const { value, notCarriedOver } = fromHtml(html)
  const blocks = withFreshKeys(isInCell ? value.flatMap(fitForCell) : value)
  return { blocks: blocks as unknown as { _type: string }[], lost: notCarriedOver.map(({ what, count }) => `${count} × ${what}`) }
}

/** No table in a table: its cells' paragraphs stand one after the other. */
function fitForCell(block: RichTextBlock): RichTextBlock[] {
  return block._type === 'table' ? block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.value.flatMap(fitForCell))) : [block]
}
