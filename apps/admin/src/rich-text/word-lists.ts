interface Item {
  paragraph: HTMLElement
  level: number
  tag: 'ul' | 'ol'
}

/** Word's lists are paragraphs that say their level in a style and carry their bullet or number as text; they become lists. */
export function foldWordLists(body: HTMLElement): void {
  let open: { level: number; list: HTMLElement }[] = []
  let last: Element | null = null
  for (const item of itemsIn(body)) {
    // Whatever stands between two items ends the list.
    if (last === null || item.paragraph.previousElementSibling !== last) open = []
    last = place(item, open)
  }
}

function itemsIn(body: HTMLElement): Item[] {
  return [...body.querySelectorAll<HTMLElement>('p')].flatMap((paragraph): Item[] => {
    // The browser drops properties that it doesn't know from `style`; the attribute has them.
    const style = paragraph.getAttribute('style') ?? ''
    const level = /mso-list:[^;]*\blevel(\d+)/i.exec(style)?.[1]
    if (level === undefined) return []
    return [{ paragraph, level: Number(level), tag: takeMarker(paragraph) }]
  })
}

/** Takes the bullet or number away, and says which of them it was. */
function takeMarker(paragraph: HTMLElement): Item['tag'] {
  const marked = [...paragraph.querySelectorAll<HTMLElement>('span')].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
  )
  const text = marked?.textContent?.trim() ?? ''
  marked?.remove()
  return /^\(?([0-9]{1,3}|[a-z]{1,4})[.)]/i.test(text) ? 'ol' : 'ul'
}

/** Puts an item into the open list of its level; gives the outermost list, which stands where the paragraph stood. */
function place({ paragraph, level, tag }: Item, open: { level: number; list: HTMLElement }[]): Element {
  const { ownerDocument } = paragraph
  const item = ownerDocument.createElement('li')
  item.append(...paragraph.childNodes)
  let here = open.at(-1)
  // Deeper lists are over, and one of another sort at the same level.
  while (here !== undefined && (here.level > level || (here.level === level && here.list.localName !== tag))) {
    open.pop()
    here = open.at(-1)
  }
  if (here === undefined || here.level < level) {
    const list = ownerDocument.createElement(tag)
    const parent = here?.list.lastElementChild ?? null
    if (parent === null) paragraph.before(list)
    else parent.append(list)
    here = { level, list }
    open.push(here)
  }
  here.list.append(item)
  paragraph.remove()
  return open[0]?.list ?? here.list
}
