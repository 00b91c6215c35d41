import { digest } from './digest.ts'

const checkLength = 8

/** A text that says by itself when it was cut off or altered on its way. That somebody wrote it who may not is another question. */
export function withCheck(text: string): string {
  return text + checkOf(text)
}

/** The text without its check; null where the two don't fit. */
export function withoutCheck(token: string): string | null {
  const text = token.slice(0, -checkLength)
  return token.length > checkLength && token.endsWith(checkOf(text)) ? text : null
}

function checkOf(text: string): string {
  return digest(text).slice(-checkLength)
}
