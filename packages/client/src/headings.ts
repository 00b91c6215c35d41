import type { RichTextBlock } from './content-types.ts'

export interface Heading {
  /** The key of its block, which stays with it through every change: an anchor to link to. */
  key: string
  level: 1 | 2 | 3 | 4 | 5 | 6
  text: string
}

/** The headings of a rich text in order, for a table of contents. Those without words are left out. */
export function headings(blocks: readonly RichTextBlock[]): Heading[] {
  return blocks.flatMap(({ _type, _key, style, children }): Heading[] => {
    const level = _type === 'block' && typeof style === 'string' ? levels[style] : undefined
    const text = wordsOf(children).trim()
    return level === undefined || text === '' ? [] : [{ key: _key, level, text }]
  })
}

const levels: Readonly<Record<string, Heading['level']>> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 }

function wordsOf(children: unknown): string {
  if (!Array.isArray(children)) return ''
  return children.map((child: { text?: unknown } | null) => (typeof child?.text === 'string' ? child.text : '')).join('')
}
