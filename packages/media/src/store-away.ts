/** The place where files are kept doesn't answer, or not as it should: not the fault of who asked, and better in a while. */
export class StoreAway extends Error {
  constructor(cause: unknown) {
    super('The file store does not answer', { cause })
    this.name = 'StoreAway'
  }
}
