import type { Draft, Frame } from './frame.ts'
import { createLineBuffer, type Piece } from './line-buffer.ts'

export interface BlockWriter {
  text: (text: string, frame: Frame) => void
  lineBreak: (frame: Frame) => void
  /** A place where one block ends and another begins; inside a list item, only a new line. */
  boundary: (frame: Frame) => void
  endBlock: () => void
  object: (object: Draft, frame: Frame) => void
  /** An object among the words. */
  inline: (object: Draft, frame: Frame) => void
  /** Ends the last block and hands over all. */
  finish: () => Draft[]
}

/** Puts stretches of text together to blocks, with white space as a browser would show it. */
export function createBlockWriter(): BlockWriter {
  const blocks: Draft[] = []
  const line = createLineBuffer()

  function endBlock(): void {
    const { pieces, frame } = line.take()
    const block = frame === null ? null : textBlock(pieces, frame)
    if (block !== null) blocks.push(block)
  }

  function boundary(frame: Frame): void {
    if (frame.item === null || frame.item.isBroken) endBlock()
    else line.space({ breaks: 1, isSoft: true }, frame)
  }

  function space(run: string, frame: Frame): void {
    const lines = run.split('\n').length - 1
    if (frame.space === 'paragraphs' && lines > 1) boundary(frame)
    else line.space({ breaks: frame.space === 'collapse' || lines === 0 ? 0 : 1, isSoft: true }, frame)
  }

  return {
    text(text, frame) {
      if (frame.space === 'keep') {
        if (text !== '') line.put(text, frame)
        return
      }
      for (const run of text.match(/[ \t\n\r\f]+|[^ \t\n\r\f]+/g) ?? []) {
        if (/^[ \t\n\r\f]/.test(run)) space(run, frame)
        else line.put(run, frame)
      }
    },
    lineBreak: (frame) => line.space({ breaks: 1, isSoft: false }, frame),
    boundary,
    endBlock,
    object(object, frame) {
      endBlock()
      if (frame.item !== null) frame.item.isBroken = true
      blocks.push(object)
    },
    inline: (object, frame) => line.put('', frame, object),
    finish() {
      endBlock()
      return blocks
    },
  }
}

function textBlock(pieces: Piece[], { style, list, item }: Frame): Draft | null {
  if (pieces.every(({ text, object }) => object === undefined && text.trim() === '')) return null
  const links = [...new Set(pieces.flatMap(({ link }) => (link === null ? [] : [link])))]
  const children: Draft[] = []
  for (const { text, marks, link, object } of pieces) {
    if (object !== undefined) {
      children.push(object)
      continue
    }
    const all = [...marks, ...(link === null ? [] : [markKey(links.indexOf(link))])]
    const last = children.at(-1)
    if (last !== undefined && sameMarks(last.marks, all)) last.text = String(last.text) + text
    else children.push({ _type: 'span', text, marks: all })
  }
  const place = list === null || item?.isBroken === true ? {} : { listItem: list.kind, level: list.level }
  return { _type: 'block', style, ...place, markDefs: links.map((link, index) => ({ ...link, _key: markKey(index) })), children }
}

function markKey(index: number): string {
  return `m${index + 1}`
}

function sameMarks(left: unknown, right: readonly string[]): boolean {
  return Array.isArray(left) && left.length === right.length && right.every((mark, index) => left[index] === mark)
}
