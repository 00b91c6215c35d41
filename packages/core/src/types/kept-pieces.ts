import { canonicalJson } from '@verso/model'

export interface Pieces {
  /** JSON texts of values. */
  pieces: readonly string[]
  /** The fields that they belong to, in their order. */
  layout: readonly string[]
}

/**
 * The pieces of a document that is written again. A value that says the same as the stored one keeps its text: where a field of a component
 * was moved since, only the order of members would differ, and readers have no reason to see a change.
 */
export function keptPieces(built: Pieces, stored: Pieces): string[] {
  const texts = new Map(stored.layout.map((fieldId, index) => [fieldId, stored.pieces[index] ?? '']))
  return built.pieces.map((piece, index) => {
    const text = texts.get(built.layout[index] ?? '')
    return text !== undefined && isReordered(piece, text) ? text : piece
  })
}

/** Members in another order make a text neither longer nor shorter, which spares most from being read. */
function isReordered(one: string, other: string): boolean {
  return one.length === other.length && one !== other && canonicalJson(JSON.parse(one)) === canonicalJson(JSON.parse(other))
}
