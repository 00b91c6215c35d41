/** Why Verso can't run, as one sentence for whoever started it: the command prints it and exits with 1. Nothing was left half-made. */
export class StartError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'StartError'
  }
}
