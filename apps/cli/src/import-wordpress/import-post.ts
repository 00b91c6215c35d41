import type { ImportRecord } from '@verso/core'
import { postFormats } from './content-types.ts'
import { type BodyContext, importBody } from './import-body.ts'
import type { ImportReport } from './import-report.ts'
import { plainText } from './plain-text.ts'
import { type IndexedItem, termKey, type WxrIndex } from './wxr-index.ts'
import type { WxrItem } from './wxr-records.ts'

export interface PostContext extends BodyContext {
  index: WxrIndex
}

/** A post or a page. What isn't open to everyone in WordPress becomes a draft, with a note that says why. */
export function importPost(item: WxrItem, indexed: IndexedItem, context: PostContext): ImportRecord {
  const title = indexed.title || '(no title)'
  const notes = [...statusNotes(item), ...(indexed.title === '' ? ['It had no title.'] : [])]
  const fields = {
    title,
    slug: indexed.slug,
    ...dateOf(item),
    ...authorOf(item, context.index),
    ...(item.excerpt.trim() === '' ? {} : { excerpt: plainText(item.excerpt) }),
    body: importBody(item, title, context),
    ...featuredImage(item, title, context),
    ...(indexed.type === 'post' ? postFields(item, context.index) : pageFields(item, indexed, context)),
  }
  reportRest(item, title, context.report)
  return {
    key: indexed.key,
    type: indexed.type,
    fields,
    publish: indexed.isPublished,
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
  }
}

function statusNotes({ status, password, dateGmt, date }: WxrItem): string[] {
  const notes: string[] = []
  if (status === 'future') notes.push(`WordPress was to publish it at ${iso(dateGmt) ?? iso(date) ?? 'a later time'}.`)
  else if (status === 'private') notes.push('It was private in WordPress.')
  else if (status === 'pending') notes.push('It was waiting for review in WordPress.')
  else if (status !== 'publish' && status !== 'draft') notes.push(`Its status in WordPress was “${status}”.`)
  if (password !== '') notes.push('It was protected by a password in WordPress.')
  return notes
}

function dateOf({ dateGmt, date }: WxrItem): { date?: string } {
  const at = iso(dateGmt) ?? iso(date)
  return at === null ? {} : { date: at }
}

/** `2010-06-08 12:00:00` as RFC 3339; drafts have zeros instead of a time. */
function iso(text: string): string | null {
  const at = /^([1-9]\d{3}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text)
  const written = at === null ? '' : `${at[1]}T${at[2]}.000Z`
  return Number.isNaN(Date.parse(written)) ? null : written
}

function authorOf({ creator }: WxrItem, { authors }: WxrIndex): { author?: { _ref: string } } {
  const author = authors.get(creator)
  return author === undefined ? {} : { author: { _ref: `key:${author.key}` } }
}

function featuredImage({ meta }: WxrItem, title: string, { media, report }: PostContext): { featuredImage?: { _media: string } } {
  const id = meta.get('_thumbnail_id') ?? ''
  const key = id === '' ? null : media.keyOfAttachment(id)
  if (id !== '' && id !== '0' && key === null) report.add('featured images that are not in the file', title)
  return key === null ? {} : { featuredImage: { _media: `key:${key}` } }
}

function postFields(item: WxrItem, { terms }: WxrIndex): Record<string, unknown> {
  const named = (taxonomy: string) => {
    const keys = item.terms
      .filter((term) => term.taxonomy === taxonomy)
      .flatMap(({ slug }) => terms.get(termKey(taxonomy, slug))?.key ?? [])
    return [...new Set(keys)].map((key) => ({ _ref: `key:${key}` }))
  }
  const format = item.terms.find(({ taxonomy }) => taxonomy === 'post_format')?.slug.replace(/^post-format-/, '') ?? ''
  return {
    categories: named('category'),
    tags: named('post_tag'),
    format: postFormats.includes(format) ? format : 'standard',
    sticky: item.isSticky,
  }
}

function pageFields(item: WxrItem, indexed: IndexedItem, { index, report }: PostContext): Record<string, unknown> {
  const above = index.items.get(item.parentId)
  const parent =
    above?.type === 'page' && above.key !== indexed.key && !standsBelow(above, indexed, index)
      ? { parent: { _ref: `key:${above.key}` } }
      : {}
  if (item.parentId !== '' && item.parentId !== '0' && !('parent' in parent))
    report.add('pages above others that are not in the file', indexed.title)
  return { ...parent, order: item.order }
}

/** Whether a page stands somewhere below another, which then can't stand below it. */
function standsBelow(page: IndexedItem, other: IndexedItem, { items }: WxrIndex): boolean {
  const seen = new Set<string>()
  for (let above = items.get(page.parentId); above !== undefined && !seen.has(above.id); above = items.get(above.parentId)) {
    if (above.id === other.id) return true
    seen.add(above.id)
  }
  return false
}

/** What hangs on a post and has no place in Verso. */
function reportRest({ comments, meta, password }: WxrItem, title: string, report: ImportReport): void {
  if (comments > 0) report.add('comments and pingbacks', title, comments)
  if (password !== '') report.add('passwords of posts (they are drafts now)', title)
  for (const name of meta.keys()) {
    if (name === '_thumbnail_id') continue
    if (name === '_wp_old_slug') report.add('former addresses of posts', title)
    else report.add(name.startsWith('_') ? 'settings of WordPress and its plug-ins' : 'custom fields', name.replace(/^(_oembed)_.*$/, '$1'))
  }
}
