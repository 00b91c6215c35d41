import type { Draft, Frame } from './frame.ts'

export interface Piece {
  text: string
  marks: readonly string[]
  link: Draft | null
  /** An object that stands among the words, in place of text. */
  object?: Draft
}

export interface LineBuffer {
  put: (text: string, frame: Frame, object?: Draft) => void
  /** White space, which counts only if more text follows. A soft line break beside a hard one is the same break. */
  space: (space: { breaks: number; isSoft: boolean }, frame: Frame) => void
  /** What was gathered, and the frame that its first text stood in; the buffer is empty afterwards. */
  take: () => { pieces: Piece[]; frame: Frame | null }
}

/** The text of one block while it is gathered. */
export function createLineBuffer(): LineBuffer {
  let pieces: Piece[] = []
  let first: Frame | null = null
  let gap: { breaks: number; isSoft: boolean; piece: Piece } | null = null

  return {
    put(text, frame, object) {
      if (gap !== null) pieces.push({ ...gap.piece, text: gap.breaks > 0 ? '\n'.repeat(gap.breaks) : ' ' })
      gap = null
      first ??= frame
      pieces.push({ text, marks: frame.marks, link: frame.link, ...(object === undefined ? {} : { object }) })
    },
    space({ breaks, isSoft }, frame) {
      if (pieces.length === 0) return
      gap ??= { breaks: 0, isSoft: true, piece: { text: '', marks: frame.marks, link: frame.link } }
      gap.breaks = isSoft ? Math.max(gap.breaks, breaks) : (gap.isSoft ? 0 : gap.breaks) + breaks
      gap.isSoft &&= isSoft
    },
    take() {
      const taken = { pieces, frame: first }
      pieces = []
      first = null
      gap = null
      return taken
    },
  }
}
