import type { ImportRecord } from '@verso/core'
import type { ImportReport } from './import-report.ts'
import { type IndexedTerm, termKey, type WxrIndex } from './wxr-index.ts'

const taxonomies = { category: 'category', tag: 'post_tag', menu: 'nav_menu' }

/** Authors, categories, tags and menus. All of them are public in WordPress, so they are published. */
export function* importTerms({ authors, terms }: WxrIndex, report: ImportReport): Generator<ImportRecord> {
  for (const { key, name, slug } of authors.values()) yield { key, type: 'author', fields: { name, slug }, publish: true }
  for (const term of terms.values()) {
    const description = term.type === 'menu' || term.description === '' ? {} : { description: term.description }
    yield {
      key: term.key,
      type: term.type,
      fields: { name: term.name, slug: term.slug, ...description, ...parentOf(term, terms, report) },
      publish: true,
    }
  }
}

function parentOf(term: IndexedTerm, terms: WxrIndex['terms'], report: ImportReport): { parent?: { _ref: string } } {
  if (term.type !== 'category' || term.parent === '') return {}
  const parent = terms.get(termKey(taxonomies[term.type], term.parent))
  if (parent !== undefined && !leadsBack(term, parent, terms)) return { parent: { _ref: `key:${parent.key}` } }
  report.add('categories above others that are not in the file', term.name)
  return {}
}

/** Damaged sites have categories that stand in each other; a site that walks up would never end. */
function leadsBack(term: IndexedTerm, parent: IndexedTerm, terms: WxrIndex['terms']): boolean {
  const seen = new Set<string>()
  for (let above: IndexedTerm | undefined = parent; above !== undefined && !seen.has(above.key); ) {
    if (above.key === term.key) return true
    seen.add(above.key)
    above = above.parent === '' ? undefined : terms.get(termKey(taxonomies[above.type], above.parent))
  }
  return false
}
