/** A short name for a text: 64 bits, two runs of FNV-1a over its UTF-16 units. It tells two queries apart by chance only; nothing secret rests on it. */
export function digest(text: string): string {
  return fnv(text, 0x811c9dc5) + fnv(text, 0x1f3d5b79)
}

function fnv(text: string, seed: number): string {
  let hash = seed
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
