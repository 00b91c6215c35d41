import type { ImageUse } from '@verso/model'

/**
 * The rich-text tree: Portable Text, a list of blocks. Every item of every list has a `_key` that is unique in its list,
 * so that changes can be told apart and merged.
 */
export type RichText = RichTextBlock[]

export type RichTextBlock = TextBlock | BlockObject

export interface TextBlock {
  _type: 'block'
  _key: string
  style?: string
  listItem?: string
  /** How deep a list item stands; 1 is the outermost. */
  level?: number
  markDefs?: MarkDef[]
  children: (Span | InlineEntry)[]
}

export interface Span {
  _type: 'span'
  _key: string
  text: string
  /** Names of decorators, and keys of the block's `markDefs`. */
  marks?: string[]
}

/** An entry among the words, shown as what it is called. */
export interface InlineEntry {
  _type: 'entry'
  _key: string
  entry: { _ref: string }
}

export type MarkDef = LinkMark | EntryLinkMark

export interface LinkMark {
  _type: 'link'
  _key: string
  href: string
}

export interface EntryLinkMark {
  _type: 'entryLink'
  _key: string
  entry: { _ref: string }
}

export type BlockObject = ImageBlock | CodeBlock | TableBlock | BreakBlock | EmbedBlock

export interface ImageBlock {
  _type: 'image'
  _key: string
  /** With the point that stays and the part that is shown here, where this place has its own. */
  media: ImageUse & { _media: string }
  alt?: string
  caption?: string
  href?: string
}

export interface CodeBlock {
  _type: 'code'
  _key: string
  language?: string
  code: string
}

/** The shape that the editor's table plug-in reads and writes. */
export interface TableBlock {
  _type: 'table'
  _key: string
  /** How many of the first rows are headings. */
  headerRows?: number
  rows: TableRow[]
}

export interface TableRow {
  _type: 'row'
  _key: string
  cells: TableCell[]
}

export interface TableCell {
  _type: 'cell'
  _key: string
  value: RichTextBlock[]
}

export interface BreakBlock {
  _type: 'break'
  _key: string
}

/** Something that stands elsewhere, such as a film, and is shown in its place. */
export interface EmbedBlock {
  _type: 'embed'
  _key: string
  url: string
}
