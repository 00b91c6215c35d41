import type { PortableTextHtmlComponents } from '@portabletext/to-html'
import { isPlainObject } from '@verso/model'
import { attribute, escapeHtml } from './escape-html.ts'
import { anchor, entryAnchor } from './html-marks.ts'
import { type ResolveOptions, type ResolvedMedia, resolveEntry, resolveMedia } from './resolve-options.ts'
import { isSafeAddress, isSafeLink } from './safe-url.ts'

type Node = Record<string, unknown>

/** The objects, between blocks and among words. What was stored may lack any member: each is looked at before it is used. */
export function blockObjectComponents(
  options: ResolveOptions,
  renderBlocks: (value: unknown) => string,
): PortableTextHtmlComponents['types'] {
  return {
    image: ({ value }) => image(value, options),
    code: ({ value }) => `<pre><code${attribute('class', languageClass(value.language))}>${escapeHtml(textOf(value.code))}</code></pre>`,
    table: ({ value }) => table(value, renderBlocks),
    break: () => '<hr>',
    embed: ({ value }) => embed(value),
    entry: ({ value }) => inlineEntry(value, options),
    'verso.unknown': ({ value, isInline }) => unknownNode(value.node, isInline),
  }
}

function image(node: Node, options: ResolveOptions): string {
  const { id, file } = resolveMedia(node.media, options)
  const alt = textOf(node.alt) || (file?.alt ?? '')
  const caption = textOf(node.caption) || (file?.caption ?? '')
  // A file that isn't there leaves its words, so that nothing said about it is lost.
  const shown =
    file !== null && isSafeLink(file.url)
      ? anchor(node.href, picture(file, { id, alt }))
      : `<span${attribute('data-missing-media', id ?? '')}>${escapeHtml(alt)}</span>`
  return `<figure>${shown}${caption === '' ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`}</figure>`
}

function picture({ url, width, height }: ResolvedMedia, { id, alt }: { id: string | null; alt: string }): string {
  return `<img${attribute('src', url)}${attribute('alt', alt)}${attribute('width', width)}${attribute('height', height)}${attribute('data-verso-media', id)}>`
}

function inlineEntry({ entry }: Node, options: ResolveOptions): string {
  return entryAnchor(entry, { words: escapeHtml(resolveEntry(entry, options)?.title ?? ''), mark: ' data-verso-inline' }, options)
}

function table({ rows, headerRows }: Node, renderBlocks: (value: unknown) => string): string {
  const count = typeof headerRows === 'number' ? headerRows : 0
  const lines = listOf(rows).map((row, index) => {
    const tag = index < count ? 'th' : 'td'
    const cells = listOf(isPlainObject(row) ? row.cells : []).map(
      (cell) => `<${tag}>${renderBlocks(isPlainObject(cell) ? cell.value : cell)}</${tag}>`,
    )
    return `<tr>${cells.join('')}</tr>`
  })
  const head = lines.slice(0, count).join('')
  const body = lines.slice(count).join('')
  return `<table>${head === '' ? '' : `<thead>${head}</thead>`}${body === '' ? '' : `<tbody>${body}</tbody>`}</table>`
}

function embed({ url }: Node): string {
  const address = textOf(url)
  return `<p data-embed>${isSafeAddress(address) ? anchor(address, escapeHtml(address)) : escapeHtml(address)}</p>`
}

function unknownNode(node: unknown, isInline: boolean): string {
  const tag = isInline ? 'code' : 'pre'
  const type = isPlainObject(node) && typeof node._type === 'string' ? node._type : ''
  return `<${tag}${attribute('data-unknown-type', type)}>${escapeHtml(JSON.stringify(node, null, 2) ?? '')}</${tag}>`
}

function languageClass(language: unknown): string | null {
  return typeof language === 'string' && language !== '' ? `language-${language}` : null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
