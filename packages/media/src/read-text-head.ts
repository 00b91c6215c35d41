import { open } from 'node:fs/promises'

const headBytes = 65_536

interface TextHead {
  /** Without the byte order mark. */
  text: string
  isUtf16: boolean
  isEmpty: boolean
}

/** The beginning of a file, read as the text that its byte order mark says it is, else as UTF-8. */
export async function readTextHead(path: string): Promise<TextHead> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    const head = buffer.subarray(0, bytesRead)
    const encoding = encodingOf(head)
    return { text: new TextDecoder(encoding).decode(head), isUtf16: encoding !== 'utf-8', isEmpty: bytesRead === 0 }
  } finally {
    await file.close()
  }
}

function encodingOf(head: Buffer): string {
  const mark = head.subarray(0, 2).toString('hex')
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
}
