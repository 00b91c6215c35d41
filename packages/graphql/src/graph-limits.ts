/** What one document may ask for; beyond it the answer is `query_too_large`, before anything is looked up. */
export const graphLimits = {
  /** Words and signs of the text. */
  tokens: 5_000,
  /** Brackets within brackets. */
  nesting: 64,
  /** Fields within fields; `edges` and `node` of a list are no level of their own. */
  depth: 8,
  aliases: 20,
  directives: 50,
  /** Fields in all, those of a fragment as often as it is spread. */
  fields: 1_000,
  /** Reads that a document may come to: one for each field of the root, one more where a list is asked for in two ways. */
  reads: 20,
  /** Entries that an answer may hold, by what is asked for. */
  rows: 500_000,
  /** What a list without a limit counts as. */
  assumedRows: 5,
} as const
