import { buildMarksTree, type ToolkitNestedPortableTextSpan, type ToolkitTextNode } from '@portabletext/toolkit'
import type { ArbitraryTypedObject, PortableTextBlock } from '@portabletext/types'
import { type MarkSigns, withMarks } from './markdown-marks.ts'
import { type ResolveOptions, resolveEntry, resolveMedia } from './resolve-options.ts'
import { isSafeLink } from './safe-url.ts'

/** The text of one block with its marks; a line break is `\` at the end of a line. */
export function inlineMarkdown(block: ArbitraryTypedObject, options: ResolveOptions): string {
  const nodes = buildMarksTree(block as PortableTextBlock)
  const text = withMarks((signs) => joined(nodes.map((node) => nodeMarkdown(node, signs, options))))
  return wordsOf(text)
    .split('\n')
    .map((line) => escapeLineStart(line.trimStart()))
    .join('\n')
}

export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]|~!]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', ' ')
}

export function markdownLink(href: string, label: string): string {
  return `[${label}](${href.replaceAll(/[\s<>()\\|]/g, percentEncode).replaceAll('&', '&amp;')})`
}

export function markdownImage(node: ArbitraryTypedObject, options: ResolveOptions): string {
  const { file } = resolveMedia(node.media, options)
  const alt = oneLine(textOf(node.alt) || (file?.alt ?? ''))
  const caption = oneLine(textOf(node.caption) || (file?.caption ?? ''))
  const picture = file !== null && isSafeLink(file.url) ? `!${markdownLink(file.url, alt)}` : alt
  const shown = typeof node.href === 'string' && isSafeLink(node.href) && picture !== '' ? markdownLink(node.href, picture) : picture
  return [shown, caption === '' ? '' : `*${caption}*`].filter((part) => part !== '').join('\n\n')
}

export function codeSpan(text: string): string {
  const line = text.replaceAll(/[\r\n]/g, ' ')
  if (line === '') return ''
  const fence = '`'.repeat(Math.max(1, ...[...line.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  // One space at each end is taken off again by readers; without it, a backtick of the text would join the fence.
  return /^`|`$|^ .* $/.test(line) ? `${fence} ${line} ${fence}` : fence + line + fence
}

type Node = ToolkitNestedPortableTextSpan | ToolkitTextNode | ArbitraryTypedObject

function nodeMarkdown(node: Node, signs: MarkSigns, options: ResolveOptions): string {
  if (node._type === '@text') return node.text === '\n' ? '\\\n' : escapeMarkdown(textOf(node.text))
  if (node._type === 'entry') return entryMarkdown(node, options)
  if (node._type !== '@span') return escapeMarkdown(JSON.stringify('node' in node ? node.node : node) ?? '')
  const span = node as ToolkitNestedPortableTextSpan
  if (span.markType === 'code') return codeSpan(plainText(span))
  const inner = joined(span.children.map((child) => nodeMarkdown(child, signs, options)))
  const href = hrefOf(span, options)
  if (href !== null) return markdownLink(href, inner)
  const [open, close] = Object.hasOwn(signs, span.markType) ? (signs[span.markType] ?? ['', '']) : ['', '']
  return marked(inner, open, close)
}

/** Backticks that meet would be one fence: a space keeps them apart. */
function joined(parts: string[]): string {
  return parts.reduce((text, part) => (text.endsWith('`') && part.startsWith('`') ? `${text} ${part}` : text + part), '')
}

/** Markers must touch the words: spaces and line breaks at the ends stand outside of them. */
function marked(text: string, open: string, close: string): string {
  const words = wordsOf(text)
  if (words === '' || open === '') return text
  const start = text.indexOf(words)
  return text.slice(0, start) + open + words + close + text.slice(start + words.length)
}

/** The text without spaces and line breaks at its ends. By hand, since an expression would look at long runs of spaces again and again. */
function wordsOf(text: string): string {
  let words = text.trimStart()
  while (words.startsWith('\\\n')) words = words.slice(2).trimStart()
  for (;;) {
    const end = words.trimEnd().length
    // A single backslash right before a line break is that break; one that is text stands doubled.
    if (words[end - 1] !== '\\' || words[end] !== '\n') return words.slice(0, end)
    words = words.slice(0, end - 1)
  }
}

function entryMarkdown({ entry }: ArbitraryTypedObject, options: ResolveOptions): string {
  const { href, title } = resolveEntry(entry, options) ?? { href: null }
  const words = oneLine(title ?? '')
  return href !== null && isSafeLink(href) && words !== '' ? markdownLink(href, words) : words
}

function hrefOf({ markType, markDef }: ToolkitNestedPortableTextSpan, options: ResolveOptions): string | null {
  const def: Record<string, unknown> = { ...markDef }
  const target = markType === 'entryLink' ? resolveEntry(def.entry, options)?.href : def.href
  return typeof target === 'string' && isSafeLink(target) ? target : null
}

function plainText(node: Node): string {
  if (node._type === '@text') return textOf(node.text)
  return node._type === '@span' ? (node as ToolkitNestedPortableTextSpan).children.map((child) => plainText(child)).join('') : ''
}

function escapeLineStart(line: string): string {
  return line.replace(/^[#+=-]/, '\\$&').replace(/^(\d{1,9})([.)])/, '$1\\$2')
}

function percentEncode(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

function oneLine(text: string): string {
  return escapeMarkdown(text.replaceAll(/\s+/g, ' ').trim())
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
