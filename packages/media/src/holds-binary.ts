const wordBytes = Uint32Array.BYTES_PER_ELEMENT
/** Controls that texts hold: tab, line feed, form feed, return and escape. */
const textControls = [0x09, 0x0a, 0x0c, 0x0d, 0x1b]

/** Whether there is a byte that no text holds (WHATWG MIME sniffing, "binary data byte"). Looked at four at a time, since all of a large upload goes by here. */
export function holdsBinary(chunk: Uint8Array): boolean {
  if (chunk.length < 2 * wordBytes) return chunk.some(isBinary)
  const lead = (wordBytes - (chunk.byteOffset % wordBytes)) % wordBytes
  const count = Math.floor((chunk.length - lead) / wordBytes)
  const tail = lead + count * wordBytes
  if (chunk.subarray(0, lead).some(isBinary) || chunk.subarray(tail).some(isBinary)) return true
  const words = new Uint32Array(chunk.buffer, chunk.byteOffset + lead, count)
  // A plain loop: this is most of what looking costs.
  for (let at = 0; at < count; at += 1) {
    if (!holdsControl(words[at] ?? 0)) continue
    const from = lead + at * wordBytes
    if (chunk.subarray(from, from + wordBytes).some(isBinary)) return true
  }
  return false
}

/** Whether one of four bytes is below 0x20: borrowed from, its highest bit is set. May also say so of a byte after one that is. */
function holdsControl(word: number): boolean {
  return ((word - 0x20202020) & ~word & 0x80808080) !== 0
}

function isBinary(byte: number): boolean {
  return byte < 0x20 && !textControls.includes(byte)
}
