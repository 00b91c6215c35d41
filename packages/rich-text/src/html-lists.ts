export interface ListItem {
  kind: string
  /** 1 is the outermost. */
  level: number
  html: string
}

/** Items that follow one another as lists in lists. A level that is skipped isn't there: no list stands without an item around it. */
export function listHtml(items: readonly ListItem[]): string {
  let last = 0
  const whole = items.map((item) => {
    last = Math.min(item.level, last + 1)
    return { ...item, level: last }
  })
  return listsAt(1, whole)
}

function listsAt(level: number, items: readonly ListItem[]): string {
  let html = ''
  let index = 0
  while (index < items.length) {
    const kind = items[index]?.kind
    const tag = kind === 'number' ? 'ol' : 'ul'
    let list = ''
    for (let item = items[index]; item !== undefined && item.kind === kind; item = items[index]) {
      let end = index + 1
      while ((items[end]?.level ?? 0) > level) end += 1
      list += `<li>${item.html}${listsAt(level + 1, items.slice(index + 1, end))}</li>`
      index = end
    }
    html += `<${tag}>${list}</${tag}>`
  }
  return html
}
