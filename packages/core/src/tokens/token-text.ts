import type { TokenRow } from '@verso/data'
import { hashSecretText, makeSecretText } from '../secrets.ts'

const markers = { content: 'vct', preview: 'vpt', admin: 'vat' } as const satisfies Record<TokenRow['kind'], string>

/** A token as it is shown once: what it is for, its id (so that it is found without a search), and 256 random bits. */
export interface TokenText {
  text: string
  /** The part that may be shown later, to tell tokens apart. */
  prefix: string
  hash: Buffer
}

export function makeTokenText(kind: TokenRow['kind'], id: string): TokenText {
  const idText = id.replaceAll('-', '')
  const text = `${markers[kind]}_${idText}_${makeSecretText()}`
  return { text, prefix: text.slice(0, 20), hash: hashSecretText(text) }
}

/** Kind and id of a token's text; null for what can't be one. */
export function readTokenText(text: string): { kind: TokenRow['kind']; id: string } | null {
  const match = /^(vct|vpt|vat)_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/.exec(text)
  if (match === null) return null
  const [, marker, ...parts] = match
  const kind = (Object.keys(markers) as TokenRow['kind'][]).find((candidate) => markers[candidate] === marker)
  return kind === undefined ? null : { kind, id: parts.join('-') }
}
