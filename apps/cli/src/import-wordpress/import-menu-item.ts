import type { ImportRecord } from '@verso/core'
import type { ImportReport } from './import-report.ts'
import { plainLine, plainText } from './plain-text.ts'
import { type IndexedItem, type IndexedTerm, menuOf, termKey, type WxrIndex } from './wxr-index.ts'
import type { WxrItem } from './wxr-records.ts'

interface Target {
  key: string
  name: string
}

/** One link of a menu, to an entry of this import or to an address. */
export function importMenuItem(
  item: WxrItem,
  indexed: IndexedItem,
  { index, report }: { index: WxrIndex; report: ImportReport },
): ImportRecord {
  const meta = (name: string) => (item.meta.get(`_menu_item_${name}`) ?? '').trim()
  const menuKey = index.terms.get(termKey('nav_menu', menuOf(item)))?.key
  const target = targetOf(meta('type'), { object: meta('object'), id: meta('object_id') }, index)
  const label = indexed.title || target?.name || meta('url')
  if (menuKey === undefined) report.add('menu items of no menu (they are drafts)', label)
  if (target === null && meta('type') !== 'custom') report.add('targets of menu items that are not in the file', label)
  const parent = index.items.get(`${menuOf(item)}/${meta('menu_item_parent')}`)
  const fields = {
    label: label || '(no label)',
    ...(menuKey === undefined ? {} : { menu: { _ref: `key:${menuKey}` } }),
    ...(parent?.type === 'menuItem' && parent.key !== indexed.key ? { parent: { _ref: `key:${parent.key}` } } : {}),
    order: item.order,
    ...(target === null ? {} : { target: { _ref: `key:${target.key}` } }),
    ...filled({
      url: meta('url'),
      title: plainLine(item.excerpt),
      description: plainText(item.content).trim(),
      cssClasses: classesOf(meta('classes')),
      relation: meta('xfn'),
    }),
    newTab: meta('target') === '_blank',
  }
  return { key: indexed.key, type: 'menuItem', fields, publish: indexed.isPublished && menuKey !== undefined }
}

function targetOf(type: string, { object, id }: { object: string; id: string }, { items, terms }: WxrIndex): Target | null {
  if (type === 'post_type') {
    const item = items.get(id)
    return item === undefined || item.type === 'menuItem' ? null : { key: item.key, name: item.title }
  }
  if (type !== 'taxonomy') return null
  const kinds: Record<string, IndexedTerm['type']> = { category: 'category', post_tag: 'tag' }
  const term = [...terms.values()].find((candidate) => candidate.id === id && candidate.type === kinds[object])
  return term === undefined ? null : { key: term.key, name: term.name }
}

/** The classes stand in a list as PHP writes it, `a:1:{i:0;s:5:"class";}`. */
function classesOf(serialized: string): string {
  return [...serialized.matchAll(/s:\d+:"([^"]*)"/g)]
    .map((match) => match[1])
    .filter((name) => name !== '')
    .join(' ')
}

function filled(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))
}
