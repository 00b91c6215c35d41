import type { Root, RootContent } from 'hast'
import { isSafeLink } from '../safe-url.ts'
import { droppedElements } from './html-schema.ts'
import type { Tally } from './tally.ts'

// A comment such as ` wp:latest-posts {"postsToShow":3} /` stands for content that WordPress makes when the page is shown.
const madeBlock = /^\s*wp:([a-z0-9/-]{1,80})[\s\S]*\/\s*$/

/** Counts what will be gone after sanitising, before it goes. */
export function countDropped(tree: Root, tally: Tally): void {
  for (const node of tree.children) countNode(node, tally)
}

function countNode(node: RootContent, tally: Tally): void {
  if (node.type === 'comment') countComment(node.value, tally)
  if (node.type !== 'element') return
  const dropped = Object.hasOwn(droppedElements, node.tagName) ? droppedElements[node.tagName] : undefined
  if (dropped !== undefined) {
    tally.add(dropped)
    return
  }
  if (node.tagName === 'ol' && (node.properties.start !== undefined || node.properties.reversed !== undefined))
    tally.add('numbering of lists (start, reversed)')
  const { href } = node.properties
  if (typeof href === 'string' && href.trim() !== '' && !isSafeLink(href)) tally.add('links with unsafe addresses')
  for (const child of node.children) countNode(child, tally)
}

function countComment(text: string, tally: Tally): void {
  if (/^more\b/.test(text)) tally.add('read-more marks')
  if (text === 'nextpage') tally.add('page breaks')
  const block = madeBlock.exec(text)?.[1]
  if (block !== undefined) tally.add('blocks that WordPress fills when it shows the page', block)
}
