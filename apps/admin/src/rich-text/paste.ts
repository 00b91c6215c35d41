import type { OnPasteFn } from '@portabletext/editor'
import { toast } from '../parts/toast.tsx'

/** Keeps headings, lists, links, tables and emphasis of what is pasted, and says what it could not keep. */
export const onPaste: OnPasteFn = ({ event, path }) => {
  const data = event.clipboardData
  const html = data.getData('text/html')
  if (html === '' || data.types.includes('application/x-portable-text')) return undefined
  return insertHtml(html, path.includes('rows'))
}

async function insertHtml(html: string, isInCell: boolean) {
  const { htmlToBlocks } = await import('./html-to-blocks.ts')
  const { blocks, lost } = htmlToBlocks(html, { isInCell })
  if (lost.length > 0) toast({ message: `Pasted; not carried over: ${lost.join(', ')}` })
  return { insert: blocks }
}
