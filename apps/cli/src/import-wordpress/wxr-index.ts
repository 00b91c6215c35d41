import type { ImportReport } from './import-report.ts'
import { plainLine, plainText } from './plain-text.ts'
import { cleanSlug, createSlugs, type Slugs } from './slugs.ts'
import type { WxrAuthor, WxrItem, WxrRecord, WxrSite, WxrTerm } from './wxr-records.ts'

/** The types that items of an export become; other kinds of items are reported. */
export type EntryItemType = 'post' | 'page' | 'menuItem'

/** What has to be known of an item before any is converted: its key, its address, what it hangs on. */
export interface IndexedItem {
  key: string
  type: EntryItemType
  id: string
  title: string
  slug: string
  link: string
  parentId: string
  isPublished: boolean
}

export interface IndexedTerm {
  key: string
  /** The key's type: a category, a tag or a menu. */
  type: 'category' | 'tag' | 'menu'
  id: string
  wordpressSlug: string
  slug: string
  name: string
  parent: string
  description: string
}

export interface IndexedAttachment {
  key: string
  id: string
  parentId: string
  url: string
  title: string
  alt: string
  caption: string
}

export interface WxrIndex {
  site: WxrSite
  authors: Map<string, { key: string; name: string; slug: string }>
  /** By type and the slug that WordPress uses, such as `category/news`. */
  terms: Map<string, IndexedTerm>
  items: Map<string, IndexedItem>
  attachments: Map<string, IndexedAttachment>
}

const termTypes: Record<string, IndexedTerm['type']> = { category: 'category', post_tag: 'tag', nav_menu: 'menu' }
const itemTypes: Record<string, EntryItemType> = { post: 'post', page: 'page', nav_menu_item: 'menuItem' }
const skippedStatuses = ['trash', 'auto-draft']

/** Reads a whole export once, so that every reference can be resolved, also forward, and every slug is unique in its type. */
export async function indexWxr(records: AsyncIterable<WxrRecord>, report: ImportReport): Promise<WxrIndex> {
  const slugs = createSlugs()
  const index: WxrIndex = {
    site: { kind: 'site', title: '', link: '', language: '', blogUrl: '', version: '' },
    authors: new Map(),
    terms: new Map(),
    items: new Map(),
    attachments: new Map(),
  }
  const identify = itemIdentities()
  for await (const record of records) {
    if (record.kind === 'site') index.site = record
    else if (record.kind === 'author') addAuthor(record, index, slugs)
    else if (record.kind === 'term') addTerm(record, index, { slugs, report })
    else addItem(record, index, { slugs, report, identify })
  }
  return index
}

/** What an item becomes; null for those that aren't imported. */
export function itemTypeOf({ type, status }: WxrItem): EntryItemType | null {
  return Object.hasOwn(itemTypes, type) && !skippedStatuses.includes(status) ? (itemTypes[type] ?? null) : null
}

/** Posts behind a password are never published: Verso would show them to everyone. */
function isPublished({ status, password }: WxrItem): boolean {
  return status === 'publish' && password === ''
}

/**
 * Names the items of a file in the order in which they stand there. Numbers of posts do; an item of a menu has the same number in
 * every menu that shows it, and a number that stands twice is counted on, so that nothing is lost.
 */
export function itemIdentities(): (item: WxrItem) => string {
  const uses = new Map<string, number>()
  return (item) => {
    const name = item.type === 'nav_menu_item' ? `${menuOf(item)}/${item.id}` : item.id
    const use = (uses.get(name) ?? 0) + 1
    uses.set(name, use)
    return use === 1 ? name : `${name}#${use}`
  }
}

/** Slug of the menu that an item stands in; empty where it stands in none. */
export function menuOf({ terms }: WxrItem): string {
  return terms.find(({ taxonomy }) => taxonomy === 'nav_menu')?.slug ?? ''
}

export function termKey(taxonomy: string, slug: string): string {
  return `${termTypes[taxonomy] ?? taxonomy}/${slug}`
}

function addAuthor({ login, displayName }: Pick<WxrAuthor, 'login' | 'displayName'>, { authors }: WxrIndex, slugs: Slugs): void {
  if (login === '' || authors.has(login)) return
  const name = plainLine(displayName) || login
  authors.set(login, { key: `author/${login}`, name, slug: slugs.take('author', cleanSlug(login) || 'author') })
}

interface Adding {
  slugs: Slugs
  report: ImportReport
}

interface AddingItem extends Adding {
  identify: (item: WxrItem) => string
}

function addTerm(term: Omit<WxrTerm, 'kind'>, { terms }: WxrIndex, { slugs, report }: Adding): void {
  const type = Object.hasOwn(termTypes, term.taxonomy) ? termTypes[term.taxonomy] : undefined
  if (type === undefined) {
    if (term.taxonomy !== 'post_format') report.add(`terms of the taxonomy “${term.taxonomy}”`, term.name)
    return
  }
  const key = termKey(term.taxonomy, term.slug)
  const known = terms.get(key)
  // Newer exports say categories twice, once as a term of a taxonomy; an item names terms that stand nowhere else.
  if (known !== undefined) {
    known.id ||= term.id
    known.description ||= plainText(term.description)
    return
  }
  const name = plainLine(term.name) || term.slug
  const slug = slugs.take(type, cleanSlug(term.slug) || cleanSlug(name) || type)
  terms.set(key, {
    key,
    type,
    id: term.id,
    wordpressSlug: term.slug,
    slug,
    name,
    parent: term.parent,
    description: plainText(term.description),
  })
}

function addItem(item: WxrItem, index: WxrIndex, { slugs, report, identify }: AddingItem): void {
  if (item.creator !== '' && item.type !== 'nav_menu_item') addAuthor({ login: item.creator, displayName: '' }, index, slugs)
  for (const term of item.terms) {
    if (term.slug !== '' && term.taxonomy !== '') addTerm({ ...term, id: '', parent: '', description: '' }, index, { slugs, report })
  }
  if (item.type === 'attachment') {
    addAttachment(item, index, report)
    return
  }
  const type = itemTypeOf(item)
  if (type === null) {
    report.add(
      Object.hasOwn(itemTypes, item.type) ? 'items in the trash or never saved' : `items of the type “${item.type}”`,
      plainLine(item.title),
    )
    return
  }
  const identity = identify(item)
  const title = plainLine(item.title)
  const slug = type === 'menuItem' ? '' : slugs.take(type, cleanSlug(item.slug) || cleanSlug(title) || `${type}-${item.id}`)
  index.items.set(identity, {
    key: `${type}/${identity}`,
    type,
    id: item.id,
    title,
    slug,
    link: item.link,
    parentId: item.parentId,
    isPublished: isPublished(item),
  })
}

function addAttachment(item: WxrItem, { attachments }: WxrIndex, report: ImportReport): void {
  if (attachments.has(item.id)) {
    report.add('attachments whose number stands twice in the file', plainLine(item.title))
    return
  }
  // What a visitor can't see of a file has no place in Verso; its title mostly repeats its name.
  if (item.content.trim() !== '') report.add('descriptions of files', plainLine(item.title))
  attachments.set(item.id, {
    key: `media/${item.id}`,
    id: item.id,
    parentId: item.parentId,
    url: item.attachmentUrl || item.guid,
    title: plainLine(item.title),
    alt: plainLine(item.meta.get('_wp_attachment_image_alt') ?? ''),
    caption: plainLine(item.excerpt),
  })
}
