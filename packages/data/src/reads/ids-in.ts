/** Ids are written by Verso alone, and a quote inside of text is escaped in JSON, so that this finds links and nothing else. */
const marks = { reference: '"_ref":"', media: '"_media":"' }
const idLength = 36

/** The ids that the JSON text of a value leads to, in their order. */
export function idsIn(piece: string, kind: keyof typeof marks): string[] {
  const mark = marks[kind]
  const ids: string[] = []
  for (let at = piece.indexOf(mark); at !== -1; at = piece.indexOf(mark, at)) {
    const start = at + mark.length
    at = start + idLength
    if (piece[at] === '"') ids.push(piece.slice(start, at))
  }
  return ids
}
