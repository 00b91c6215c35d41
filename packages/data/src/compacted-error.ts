/** A point of the past was asked for that is not kept any more. */
export class CompactedError extends Error {
  readonly seq: bigint

  constructor(seq: bigint) {
    super(`What was public at ${seq} is not kept any more`)
    this.name = 'CompactedError'
    this.seq = seq
  }
}
