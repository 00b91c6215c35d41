import type { Locator } from 'playwright-core'

/** A block of a text, or a part of one, as it is stored. */
export type Node = { _type: string; _key?: string; [member: string]: unknown }

/** Pastes into a text what a clipboard would hold, by kind. */
export async function pasted(text: Locator, kinds: Record<string, string>): Promise<void> {
  await text.evaluate((element, given) => {
    const clipboardData = new DataTransfer()
    for (const [kind, value] of Object.entries(given)) clipboardData.setData(kind, value)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, kinds)
}

/** A line for each block: its style or place in a list, then its spans with the names of their marks. */
export function spelled(blocks: Node[]): string[] {
  return blocks.map(({ _type, style, listItem, level, markDefs, children }) => {
    if (_type !== 'block') return _type
    const nameOf = (mark: string) => ((markDefs ?? []) as Node[]).find(({ _key }) => _key === mark)?._type ?? mark
    const spans = (children as (Node & { text?: string; marks?: string[] })[]).map((child) =>
      [...(child.marks ?? []).map(nameOf), child.text ?? child._type].join(':'),
    )
    return `${listItem === undefined ? style : `${listItem} ${level}`}: ${spans.join('|')}`
  })
}
