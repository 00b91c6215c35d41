import { hasForbiddenCharacter } from '@verso/model'

const maxBytes = 2_000
/** One `/` before each part, no query and nothing that an address gives another meaning to. */
const path = /^\/(?:[^/?#\\\s]+(?:\/[^/?#\\\s]+)*)?$/

/** A path as readers ask for it: begins with `/`, no empty or dot parts, no query, at most 2,000 bytes. Null for anything else. */
export function readPath(text: string): string | null {
  const normal = text.normalize('NFC')
  const hasDots = normal.split('/').some((part) => part === '.' || part === '..')
  return path.test(normal) && !hasDots && isShort(normal) && !hasForbiddenCharacter(normal) ? normal : null
}

/** An http or https address without a user name. Null for anything else. */
export function readAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text) || hasForbiddenCharacter(text)) return null
  const { username, password, href } = new URL(text)
  return username === '' && password === '' && isShort(href) ? href : null
}

function isShort(text: string): boolean {
  return Buffer.byteLength(text) <= maxBytes
}
