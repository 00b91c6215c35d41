import type { PortableTextHtmlComponents } from '@portabletext/to-html'
import { isPlainObject } from '@verso/model'
import { attribute } from './escape-html.ts'
import type { UnknownMark } from './prepare-tree.ts'
import type { ResolveOptions } from './resolve-options.ts'
import { isSafeLink } from './safe-url.ts'

const tags = { strong: 'strong', em: 'em', underline: 'u', 'strike-through': 's', code: 'code', sub: 'sub', sup: 'sup' }

export function markComponents({ entry }: ResolveOptions): PortableTextHtmlComponents['marks'] {
  const decorators = Object.entries(tags).map(
    ([name, tag]) => [name, ({ children }: { children: string }) => `<${tag}>${children}</${tag}>`] as const,
  )
  return {
    ...Object.fromEntries(decorators),
    link: ({ value, children }) => anchor(value?.href, children),
    entryLink: ({ value, children }) => anchor(targetOf(value?.entry, entry), children),
    'verso.unknownMark': ({ value, children }) => `<span${attribute('data-unknown-mark', (value as UnknownMark).name)}>${children}</span>`,
  }
}

/** A link where the address is safe; the words alone where it isn't. */
export function anchor(href: unknown, children: string): string {
  return typeof href === 'string' && isSafeLink(href) ? `<a${attribute('href', href)}>${children}</a>` : children
}

function targetOf(reference: unknown, entry: ResolveOptions['entry']): string | undefined {
  if (!isPlainObject(reference) || typeof reference._ref !== 'string') return undefined
  return entry?.(reference._ref)?.href
}
