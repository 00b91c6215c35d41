import { countCharacters } from '../characters.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import { isUuid } from '../uuid.ts'
import { checkPattern } from './rules.ts'
import { parseString, refused } from './shape.ts'

const maxSlugLength = 200

/**
 * Lower-case letters, marks and numbers of any script, in groups joined by hyphens, low lines or a single dot. What is left out is what
 * an address gives a meaning to (`/ ? # %` and `..`), upper case, which people take for the same word, and a separator at either end.
 */
const character = '\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}\\p{N}'
export const slugPattern = `^[${character}]+(?:(?:[_-]+|\\.)[${character}]+)*$`
const pattern = new RegExp(slugPattern, 'u')

/** The name of an entry in addresses. */
export const slug: FieldKind = {
  name: 'slug',
  label: 'Slug',
  settings: ['unique', 'indexed', 'searchable', 'pattern', 'from'],
  comparison: 'text',
  resolution: 'none',
  editor: 'slug',
  parse: parseSlug,
  check: (value, field) => (typeof value === 'string' ? checkPattern(value, field) : []),
  comparable: (value) => value,
  inputSchema: () => ({ type: 'string', maxLength: maxSlugLength }),
  outputSchema: () => ({ type: 'string', maxLength: maxSlugLength }),
  typescript: () => 'string',
}

function parseSlug(value: unknown): Parsed {
  const parsed = parseString(value, { max: maxSlugLength, unit: 'characters', count: countCharacters })
  if (typeof parsed.value !== 'string' || parsed.value === '') return parsed
  // Composed and decomposed letters look alike in an address; one spelling makes them one slug.
  const composed = parsed.value.normalize('NFC')
  if (!pattern.test(composed)) {
    return refused('wrong_format', 'A slug is lower-case letters and numbers, joined by "-", "_" or "." (for example "a-first-post")')
  }
  return isUuid(composed) ? refused('wrong_format', 'A slug must not look like an id') : { value: composed }
}
