import type { ArbitraryTypedObject } from '@portabletext/types'
import { codeSpan, escapeMarkdown, inlineMarkdown, markdownImage, markdownLink } from './markdown-inline.ts'
import { markdownTable } from './markdown-table.ts'
import { prepareTree } from './prepare-tree.ts'
import type { ResolveOptions } from './resolve-options.ts'
import { isSafeAddress } from './safe-url.ts'

interface ListItem {
  level: number
  line: string
}

/**
 * CommonMark with GFM tables of a stored tree. Characters that Markdown or HTML give a meaning to are escaped, so that text stays text
 * in every renderer, also in one that lets HTML through.
 */
export function toMarkdown(value: unknown, options: ResolveOptions = {}): string {
  const parts: string[] = []
  let list: ListItem[] = []
  for (const block of prepareTree(value)) {
    if (block._type === 'block' && typeof block.listItem === 'string') {
      list.push(listItem(block, list, options))
      continue
    }
    if (list.length > 0) parts.push(list.map(({ line }) => line).join('\n'))
    list = []
    parts.push(blockMarkdown(block, options))
  }
  if (list.length > 0) parts.push(list.map(({ line }) => line).join('\n'))
  return parts.filter((part) => part !== '').join('\n\n')
}

function listItem(block: ArbitraryTypedObject, before: readonly ListItem[], options: ResolveOptions): ListItem {
  const last = before.at(-1)
  const level = Math.min(Number(block.level), (last?.level ?? 0) + 1)
  // Four columns per level stand inside every marker that comes before: `- ` and `10. ` alike.
  const indent = '    '.repeat(level - 1)
  const text = taskMark(inlineMarkdown(block, options)).replaceAll('\n', `\n${indent}    `)
  return { level, line: block.listItem === 'number' ? `${indent}1.  ${text}` : `${indent}-   ${text}` }
}

/** A box at the beginning of a list item is a task of GFM. */
function taskMark(text: string): string {
  return text.replace(/^☐ /, '[ ] ').replace(/^☑ /, '[x] ')
}

function blockMarkdown(block: ArbitraryTypedObject, options: ResolveOptions): string {
  switch (block._type) {
    case 'block':
      return textMarkdown(block, options)
    case 'image':
      return markdownImage(block, options)
    case 'code':
      return fenced(textOf(block.code), textOf(block.language))
    case 'table':
      return markdownTable(block, (cell) => cellMarkdown(cell, options))
    case 'break':
      return '---'
    case 'embed':
      return isSafeAddress(textOf(block.url))
        ? markdownLink(textOf(block.url), escapeMarkdown(textOf(block.url)))
        : escapeMarkdown(textOf(block.url))
    default:
      return fenced(JSON.stringify(block.node, null, 2) ?? '', 'json')
  }
}

function textMarkdown(block: ArbitraryTypedObject, options: ResolveOptions): string {
  const text = inlineMarkdown(block, options)
  if (block.style === 'blockquote') return text.replaceAll(/^/gm, '> ')
  const level = /^h([1-6])$/.exec(textOf(block.style))?.[1]
  if (level === undefined) return text
  // A run of `#` after a space would be the end of the heading's own.
  return `${'#'.repeat(Number(level))} ${text.replaceAll(/\\?\n/g, ' ').replace(/(\s)(#+)$/, '$1\\$2')}`
}

/** A cell stands in one line: blocks are parted by `<br>`, the one tag that is written. */
function cellMarkdown(cell: unknown, options: ResolveOptions): string {
  const parts = prepareTree(cell).map((block) => (block._type === 'code' ? codeSpan(textOf(block.code)) : blockMarkdown(block, options)))
  return parts
    .join('\n')
    .replaceAll(/(?<!\\)\|/g, '\\|')
    .replaceAll(/\\?\n+/g, '<br>')
}

function fenced(code: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return `${fence}${language.replaceAll(/[^\w+#.-]/g, '')}\n${code.replaceAll(/\r\n?/g, '\n')}\n${fence}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
