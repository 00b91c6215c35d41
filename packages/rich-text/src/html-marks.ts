import type { PortableTextHtmlComponents } from '@portabletext/to-html'
import { attribute } from './escape-html.ts'
import type { UnknownMark } from './prepare-tree.ts'
import { entryIdOf, type ResolveOptions, resolveEntry } from './resolve-options.ts'
import { isSafeLink } from './safe-url.ts'

const tags = { strong: 'strong', em: 'em', underline: 'u', 'strike-through': 's', code: 'code', sub: 'sub', sup: 'sup' }

export function markComponents(options: ResolveOptions): PortableTextHtmlComponents['marks'] {
  const decorators = Object.entries(tags).map(
    ([name, tag]) => [name, ({ children }: { children: string }) => `<${tag}>${children}</${tag}>`] as const,
  )
  return {
    ...Object.fromEntries(decorators),
    link: ({ value, children }) => anchor(value?.href, children),
    entryLink: ({ value, children }) => entryAnchor(value?.entry, { words: children, mark: '' }, options),
    'verso.unknownMark': ({ value, children }) => `<span${attribute('data-unknown-mark', (value as UnknownMark).name)}>${children}</span>`,
  }
}

/** A link where the address is safe; the words alone where it isn't. */
export function anchor(href: unknown, children: string): string {
  return typeof href === 'string' && isSafeLink(href) ? `<a${attribute('href', href)}>${children}</a>` : children
}

/** A link to an entry, which names the entry for sites that make their own addresses; its words where the entry isn't there. */
export function entryAnchor(reference: unknown, { words, mark }: { words: string; mark: string }, options: ResolveOptions): string {
  const found = resolveEntry(reference, options)
  if (found === null) return words
  const href = found.href !== null && isSafeLink(found.href) ? found.href : null
  return `<a${attribute('href', href)}${attribute('data-verso-entry', entryIdOf(reference))}${mark}>${words}</a>`
}
