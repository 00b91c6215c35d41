export type UnavailableReason = 'database_unavailable' | 'busy' | 'timeout' | 'storage_full'

/** The database can't do it now, though nothing is wrong with the request: it is away, overloaded, too slow or full. */
export class UnavailableError extends Error {
  readonly reason: UnavailableReason

  constructor(reason: UnavailableReason, cause: unknown) {
    super(`The database can't answer now (${reason})`, { cause })
    this.name = 'UnavailableError'
    this.reason = reason
  }
}
