import { extensionOf, type FileType, fileTypes } from './file-types.ts'

const maxLength = 200
/** Controls, lone surrogates, line separators, zero-width space, byte order mark and direction marks; joiners stay, since scripts and emoji need them. */
const invisible = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** A file's name as people see it and as it stands in addresses and headers: never a path, with an extension that fits the type. */
export function displayName(given: string, type: FileType): string {
  const last = given.normalize('NFC').replace(invisible, '').split(/[/\\]/).at(-1) ?? ''
  // `;` and `..` are refused in every path of ours, so a name that held them could not be fetched.
  const safe = last
    .replaceAll(';', '_')
    .replace(/\.{2,}/g, '.')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')

  const extension = extensionOf(safe)
  const fits = type.extensions.includes(extension)
  const isKnown = fileTypes.some((other) => other.extensions.includes(extension))
  const stem = extension !== '' && (fits || isKnown) ? safe.slice(0, -extension.length - 1) : safe
  const ending = fits ? safe.slice(-extension.length) : type.extensions[0]
  return `${cut(stem, maxLength - ending.length - 1) || 'file'}.${ending}`
}

/** Cuts between characters, never within one that takes two units. */
function cut(text: string, length: number): string {
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > length) break
    kept += character
  }
  return kept.replace(/[.\s]+$/, '')
}
