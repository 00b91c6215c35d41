import slugify from 'slugify'

const maxCharacters = 80
const apart = /[^\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+/gu

/**
 * A text as a slug: lower-case words joined by `-`, cut at a word where that is possible. Letters are spelled in ASCII as the
 * language spells them (`ä` is `ae` in German and `a` elsewhere); a script that has no such spelling stays as it is. Empty when
 * nothing is left.
 */
export function slugOf(text: string, locale: string): string {
  const [language = ''] = locale.toLowerCase().split('-')
  const spelled = slugify.default(text.normalize('NFC'), { lower: true, strict: true, locale: language })
  return cut(spelled === '' ? inItsScript(text, locale) : spelled)
}

function inItsScript(text: string, locale: string): string {
  const words = text.normalize('NFC').toLocaleLowerCase(locale).replaceAll(apart, '-')
  return words.replaceAll(/^-|-$/g, '')
}

function cut(slug: string): string {
  const characters = [...slug]
  if (characters.length <= maxCharacters) return slug
  const beginning = characters.slice(0, maxCharacters + 1).join('')
  const end = beginning.lastIndexOf('-')
  return end > 0 ? beginning.slice(0, end) : characters.slice(0, maxCharacters).join('')
}
