export type OutboundErrorCode = 'address_refused' | 'fetch_failed' | 'too_large'

/** One text per code, so that nobody learns from an answer which names and ports exist inside the operator's network. */
const sentences: Record<OutboundErrorCode, string> = {
  address_refused: 'This address can not be fetched',
  fetch_failed: 'This address can not be fetched',
  too_large: 'The file at this address is too large',
}

/** An answer to the asker, never a bug. What happened in truth is in `cause`, for logs and for operators at a terminal. */
export class OutboundError extends Error {
  readonly code: OutboundErrorCode

  constructor(code: OutboundErrorCode, cause: unknown) {
    super(sentences[code], { cause: cause instanceof Error ? cause : new Error(String(cause)) })
    this.name = 'OutboundError'
    this.code = code
  }
}
