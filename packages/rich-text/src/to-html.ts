import { type PortableTextHtmlComponents, toHTML } from '@portabletext/to-html'
import type { ArbitraryTypedObject } from '@portabletext/types'
import { escapeHtml } from './escape-html.ts'
import { blockObjectComponents } from './html-objects.ts'
import { listHtml, type ListItem } from './html-lists.ts'
import { markComponents } from './html-marks.ts'
import { prepareTree } from './prepare-tree.ts'
import type { ResolveOptions } from './resolve-options.ts'

/**
 * HTML of a stored tree. Text is escaped, addresses are checked again, and what the schema doesn't know is shown as text
 * in an element marked `data-unknown-type` or `data-unknown-mark`; nothing that was stored can become a script.
 */
export function toHtml(value: unknown, options: ResolveOptions = {}): string {
  const components: Partial<PortableTextHtmlComponents> = {
    types: blockObjectComponents(options, (inner) => toHtml(inner, options)),
    marks: markComponents(options),
    block: ({ value: block, children }) => `<${tagOf(block.style)}>${children ?? ''}</${tagOf(block.style)}>`,
    hardBreak: () => '<br>',
    escapeHTML: escapeHtml,
  }
  return blocksHtml(prepareTree(value), components)
}

/** Blocks one after the other; list items that follow one another are lists. */
function blocksHtml(blocks: readonly ArbitraryTypedObject[], components: Partial<PortableTextHtmlComponents>): string {
  const render = (block: ArbitraryTypedObject) => toHTML([block], { components, onMissingComponent: false })
  let html = ''
  let items: ListItem[] = []
  for (const { listItem, level, ...block } of blocks) {
    if (block._type === 'block' && typeof listItem === 'string') {
      items.push({ kind: listItem, level: Number(level), html: itemHtml(render(block), String(block.style)) })
      continue
    }
    html += listHtml(items) + render({ ...block, listItem, level })
    items = []
  }
  return html + listHtml(items)
}

/** The words of a plain item stand in it without a paragraph. */
function itemHtml(html: string, style: string): string {
  return style === 'normal' ? html.slice('<p>'.length, -'</p>'.length) : html
}

function tagOf(style: string | undefined): string {
  return style === undefined || style === 'normal' ? 'p' : style
}
