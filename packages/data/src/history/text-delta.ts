/** The pieces of a later text in order: `[start, length]` is copied from the earlier one, a string is new. */
export type TextDelta = (string | [start: number, length: number])[]

/** What is this long is looked for elsewhere in the earlier text; shorter pieces aren't worth a copy. */
const blockLength = 32

/** What leads from one text to another. Takes time in proportion to the lengths of both, whatever they are. */
export function textDelta(before: string, after: string): TextDelta {
  const most = Math.min(before.length, after.length)
  const prefix = sameLength(most, (at) => before[at] === after[at])
  const suffix = sameLength(most - prefix, (at) => before[before.length - 1 - at] === after[after.length - 1 - at])
  const middle = after.slice(prefix, after.length - suffix)
  const delta: TextDelta = [
    [0, prefix],
    ...(middle.length < blockLength ? [middle] : findCopies(before, middle, prefix)),
    [before.length - suffix, suffix],
  ]
  return delta.filter((piece) => (typeof piece === 'string' ? piece !== '' : piece[1] > 0))
}

export function applyTextDelta(before: string, delta: TextDelta): string {
  return delta.map((piece) => (typeof piece === 'string' ? piece : before.slice(piece[0], piece[0] + piece[1]))).join('')
}

function sameLength(most: number, isSame: (at: number) => boolean): number {
  let length = 0
  while (length < most && isSame(length)) length++
  return length
}

/** Describes a text by what stands in the one before too, wherever it stands there. `expectedAt` is where its beginning would be if nothing had moved. */
function findCopies(before: string, text: string, expectedAt: number): TextDelta {
  const blocks = rareBlocks(before)
  const delta: TextDelta = []
  let shift = expectedAt
  let written = 0
  for (let at = 0; at + blockLength <= text.length; ) {
    const block = text.slice(at, at + blockLength)
    const unmoved = at + shift >= 0 && before.startsWith(block, at + shift)
    const source = unmoved ? at + shift : (blocks.get(block) ?? nowhere)
    if (source === nowhere) {
      at++
      continue
    }
    const back = sameLength(Math.min(at - written, source), (step) => before[source - 1 - step] === text[at - 1 - step])
    const on = sameLength(Math.min(text.length - at, before.length - source), (step) => before[source + step] === text[at + step])
    delta.push(text.slice(written, at - back), [source - back, back + on])
    shift = source - at
    at += on
    written = at
  }
  return [...delta, text.slice(written)]
}

const nowhere = -1

/** Where the blocks of a text stand. One that stands there twice counts as nowhere: a piece that occurs all over tells nothing about what moved. */
function rareBlocks(text: string): Map<string, number> {
  const blocks = new Map<string, number>()
  for (let at = 0; at + blockLength <= text.length; at += blockLength) {
    const block = text.slice(at, at + blockLength)
    blocks.set(block, blocks.has(block) ? nowhere : at)
  }
  return blocks
}
