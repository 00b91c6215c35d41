import type { Element, RootContent } from 'hast'
import type { RichTextSchema } from '../schema.ts'
import type { BlockWriter } from './block-writer.ts'
import type { Draft, Frame } from './frame.ts'
import type { Tally } from './tally.ts'

/** A picture of the source, as far as the source tells. */
export interface HtmlImage {
  src: string
  alt: string
  caption: string
  width: number | null
  /** The number that WordPress knows the file by. */
  attachmentId: string | null
}

export interface FromHtmlOptions {
  /** Id of the file for a picture; null: a link to where it is stands in its place. */
  media?: (image: HtmlImage) => string | null
  /** Id of the entry that an address leads to; null: it stays a link. */
  entry?: (href: string) => string | null
  /** What may come out; words in other formatting stay as plain text. */
  schema?: RichTextSchema
  /** Read it as WordPress does: shortcodes, line breaks, addresses alone on a line. The ids are of pictures that belong to the text. */
  wordpress?: { attachedImages: readonly string[] }
}

/** One conversion: where its blocks go, what it may ask, what it could not keep. */
export interface HtmlRun {
  writer: BlockWriter
  options: FromHtmlOptions
  tally: Tally
  walk: (nodes: readonly RootContent[], frame: Frame, run: HtmlRun) => void
  /** The words below the picture at hand. */
  caption: { text: string; isUsed: boolean } | null
}

/** Text of an element; line breaks as such. */
export function textContent(node: RootContent): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return ''
  return node.tagName === 'br' ? '\n' : node.children.map((child) => textContent(child)).join('')
}

export function stringProperty(element: Element, name: string): string {
  const value = element.properties[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

export function classesOf(element: Element): string[] {
  const { className } = element.properties
  return Array.isArray(className) ? className.map(String) : []
}

export function paragraph(text: string, link: Draft | null): Draft {
  const marks = link === null ? [] : ['m1']
  return {
    _type: 'block',
    style: 'normal',
    markDefs: link === null ? [] : [{ ...link, _key: 'm1' }],
    children: [{ _type: 'span', text, marks }],
  }
}
