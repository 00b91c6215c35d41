/** A file that is no sound WordPress export, and where that shows. Nothing of such a file is imported. */
export class WxrError extends Error {
  override readonly name = 'WxrError'
  readonly line: number
  readonly column: number

  constructor(message: string, { line, column }: { line: number; column: number }) {
    super(`${message} (line ${line}, column ${column})`)
    this.line = line
    this.column = column
  }
}
