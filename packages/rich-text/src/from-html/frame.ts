/** A node without a key; keys are given at the end, when its whole content is known. */
export interface Draft {
  _type: string
  [member: string]: unknown
}

/** What holds for a stretch of text: its marks, the kind of block it belongs to, and how its white space is read. */
export interface Frame {
  style: string
  marks: readonly string[]
  link: Draft | null
  list: { kind: 'bullet' | 'number'; level: number } | null
  /** The list item that the text stands in; its paragraphs are lines of one block. */
  item: { isBroken: boolean } | null
  /** `keep`: as it is; `lines`: a line break is one; `paragraphs`: also, a blank line ends a paragraph; `collapse`: all of it is a space. */
  space: 'keep' | 'lines' | 'paragraphs' | 'collapse'
  isInCell: boolean
}
