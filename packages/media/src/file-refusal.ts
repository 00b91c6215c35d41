export type FileRefusalCode = 'unsupported_media_type' | 'too_large' | 'too_many_pixels' | 'damaged_file'

/** An answer about a file, never a bug; the message is a sentence for the person who sent it. */
export class FileRefusal extends Error {
  readonly code: FileRefusalCode

  constructor(code: FileRefusalCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'FileRefusal'
    this.code = code
  }
}
