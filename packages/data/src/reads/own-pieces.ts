import { isPlainObject, type Json } from '@verso/model'
import type { PublishedRow } from './reads.ts'

/** A document without the values that stand in from another language. */
export function withOwnPieces(row: PublishedRow): PublishedRow {
  if (row.pieces.length === 0) return row
  const pieces = [...row.pieces]
  for (const key of Object.keys(row.origins)) {
    const [fieldId = '', ...path] = key.split('/')
    const position = row.layout.indexOf(fieldId)
    const piece = pieces[position]
    if (piece === undefined) continue
    pieces[position] = path.length === 0 ? 'null' : withoutValue(piece, path)
  }
  return { ...row, pieces }
}

/** Values inside components go by their ids and positions. */
function withoutValue(piece: string, path: readonly string[]): string {
  const whole = JSON.parse(piece) as Json
  const last = path.at(-1) ?? ''
  let holder: unknown = whole
  for (const step of path.slice(0, -1))
    holder = Array.isArray(holder) ? holder[Number(step)] : isPlainObject(holder) ? holder[step] : undefined
  if (isPlainObject(holder)) delete holder[last]
  return JSON.stringify(whole)
}
