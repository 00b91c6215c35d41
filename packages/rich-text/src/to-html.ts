import { type PortableTextHtmlComponents, toHTML } from '@portabletext/to-html'
import { escapeHtml } from './escape-html.ts'
import { blockObjectComponents } from './html-objects.ts'
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
    list: ({ value: list, children }) => (list.listItem === 'number' ? `<ol>${children ?? ''}</ol>` : `<ul>${children ?? ''}</ul>`),
    listItem: ({ children }) => `<li>${children ?? ''}</li>`,
    hardBreak: () => '<br>',
    escapeHTML: escapeHtml,
  }
  return toHTML(prepareTree(value), { components, onMissingComponent: false })
}

function tagOf(style: string | undefined): string {
  return style === undefined || style === 'normal' ? 'p' : style
}
