/** This version can't work with the database as it is. The message is a sentence for whoever runs the server. */
export class UnusableDatabaseError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'UnusableDatabaseError'
  }
}
