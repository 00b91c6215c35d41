import type { PortableTextBlock } from '@portabletext/editor'
import { keyGenerator } from '@portabletext/editor'

/** Paragraphs from plain text: blank lines part them, other line breaks stay. */
export function plainTextToBlocks(text: string): PortableTextBlock[] {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .map((paragraph) => paragraph.replaceAll(/^\n+|\n+$/g, ''))
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({
      _type: 'block',
      _key: keyGenerator(),
      style: 'normal',
      markDefs: [],
      children: [{ _type: 'span', _key: keyGenerator(), text: paragraph, marks: [] }],
    }))
}
