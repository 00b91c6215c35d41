/** What an erasure leaves of itself. */
export interface Erased {
  id: string
  kind: 'entry' | 'media' | 'user'
  at: Date
  /** Null for a person, whom readers never see. */
  seq: bigint | null
  /** Files that were erased along. */
  mediaIds: string[]
}

export interface ErasureWish {
  /** Why, for the audit; nothing of what is erased belongs into it. */
  reason?: string | undefined
}
