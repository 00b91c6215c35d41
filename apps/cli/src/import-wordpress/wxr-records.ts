import type { WxrElement } from './wxr-parser.ts'

/** The typed contents of a WordPress export; texts as they stand in the file. */
export type WxrRecord = WxrSite | WxrAuthor | WxrTerm | WxrItem

export interface WxrSite {
  kind: 'site'
  title: string
  link: string
  language: string
  blogUrl: string
  version: string
}

export interface WxrAuthor {
  kind: 'author'
  login: string
  email: string
  displayName: string
}

export interface WxrTerm {
  kind: 'term'
  id: string
  taxonomy: string
  slug: string
  /** Slug of the term above. */
  parent: string
  name: string
  description: string
}

export interface WxrItem {
  kind: 'item'
  id: string
  type: string
  status: string
  title: string
  link: string
  guid: string
  creator: string
  content: string
  excerpt: string
  slug: string
  /** Both as `YYYY-MM-DD hh:mm:ss`; zeros where the post has no date yet. */
  date: string
  dateGmt: string
  parentId: string
  order: number
  password: string
  isSticky: boolean
  attachmentUrl: string
  terms: { taxonomy: string; slug: string; name: string }[]
  meta: ReadonlyMap<string, string>
  comments: number
  line: number
}

export function authorOf(element: WxrElement): WxrAuthor {
  return {
    kind: 'author',
    login: value(element, 'wp:author_login'),
    email: value(element, 'wp:author_email'),
    displayName: value(element, 'wp:author_display_name'),
  }
}

/** Categories, tags and terms of other taxonomies are three elements with three spellings of the same. */
export function termOf(element: WxrElement): WxrTerm {
  const [taxonomy, prefix, name] =
    element.name === 'wp:category'
      ? ['category', 'category', 'cat_name']
      : element.name === 'wp:tag'
        ? ['post_tag', 'tag', 'tag_name']
        : [value(element, 'wp:term_taxonomy'), 'term', 'term_name']
  return {
    kind: 'term',
    id: value(element, 'wp:term_id'),
    taxonomy,
    slug: value(element, `wp:${prefix === 'category' ? 'category_nicename' : `${prefix}_slug`}`),
    parent: value(element, `wp:${prefix}_parent`),
    name: value(element, `wp:${name}`),
    description: value(element, `wp:${prefix}_description`),
  }
}

export function itemOf(element: WxrElement): WxrItem {
  const all = (name: string) => element.children.filter((child) => child.name === name)
  return {
    kind: 'item',
    id: value(element, 'wp:post_id'),
    type: value(element, 'wp:post_type'),
    status: value(element, 'wp:status'),
    title: value(element, 'title'),
    link: value(element, 'link'),
    guid: value(element, 'guid'),
    creator: value(element, 'dc:creator'),
    content: text(element, 'content:encoded'),
    excerpt: text(element, 'excerpt:encoded'),
    slug: value(element, 'wp:post_name'),
    date: value(element, 'wp:post_date'),
    dateGmt: value(element, 'wp:post_date_gmt'),
    parentId: value(element, 'wp:post_parent'),
    order: Number.parseInt(value(element, 'wp:menu_order'), 10) || 0,
    password: value(element, 'wp:post_password'),
    isSticky: value(element, 'wp:is_sticky') === '1',
    attachmentUrl: value(element, 'wp:attachment_url'),
    terms: all('category').map((term) => ({
      taxonomy: term.attributes.domain ?? '',
      slug: term.attributes.nicename ?? '',
      name: term.text.trim(),
    })),
    meta: new Map(all('wp:postmeta').map((meta) => [value(meta, 'wp:meta_key'), text(meta, 'wp:meta_value')])),
    comments: all('wp:comment').length,
    line: element.line,
  }
}

function value(element: WxrElement, name: string): string {
  return text(element, name).trim()
}

function text(element: WxrElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text ?? ''
}
