import { type FromHtmlResult, fromHtml, fromMarkdown, type RichTextBlock } from '@verso/rich-text'
import type { Allowed } from './allowed.ts'
import { tidyClipboardHtml } from './clipboard-html.ts'
import { withFreshKeys } from './fresh-keys.ts'

export interface Pasted {
  blocks: { _type: string }[]
  /** Addresses of pictures whose files weren't brought along. */
  pictures: string[]
  /** What else could not be kept, in words. */
  lost: string[]
  /** Whether there is more to it than plain paragraphs. */
  isFormatted: boolean
}

interface Place {
  language: 'html' | 'markdown'
  allowed: Allowed
  isInCell: boolean
  /** Ids of pictures that were fetched, by their address. */
  fetched?: ReadonlyMap<string, string>
}

/** Blocks for the editor from text of any origin. In a file of its own, since the parser is large and comes with the first paste. */
export function toBlocks(text: string, { language, allowed, isInCell, fetched }: Place): Pasted {
  const pictures = new Set<string>()
  const media = ({ src }: { src: string }) => {
    const id = fetched?.get(src) ?? null
    if (id === null) pictures.add(src)
    return id
  }
  const options = { schema: allowed, media }
  const converted = language === 'html' ? fromHtml(tidyClipboardHtml(text), options) : fromMarkdown(text, options)
  return { ...fitting(converted, isInCell), pictures: [...pictures] }
}

function fitting({ value, notCarriedOver }: FromHtmlResult, isInCell: boolean): Omit<Pasted, 'pictures'> {
  const blocks = withFreshKeys(isInCell ? value.flatMap(fitForCell) : value)
  return {
    blocks: blocks as unknown as { _type: string }[],
    lost: notCarriedOver.filter(({ what }) => !what.startsWith('images')).map(({ what, count }) => `${count} × ${what}`),
    isFormatted: value.some(isFormatted),
  }
}

/** No table in a table: its cells' paragraphs stand one after the other. */
function fitForCell(block: RichTextBlock): RichTextBlock[] {
  return block._type === 'table' ? block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.value.flatMap(fitForCell))) : [block]
}

function isFormatted(block: RichTextBlock): boolean {
  if (block._type !== 'block' || (block.style ?? 'normal') !== 'normal' || block.listItem !== undefined) return true
  return block.children.some((child) => child._type !== 'span' || (child.marks ?? []).length > 0)
}
