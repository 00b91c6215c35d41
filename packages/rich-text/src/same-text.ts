import type { Json } from '@verso/model'

type Node = { [name: string]: Json }

/**
 * Whether two rich texts mean the same: every object, word, mark and member. Keys, how a stretch of equal marks is cut into spans, and
 * marks that no word has don't count. The editor mends such things while it loads; where more than that is gone, it may not save.
 */
export function isSameText(left: Json | undefined, right: Json | undefined): boolean {
  return JSON.stringify(meaningOf(left ?? null)) === JSON.stringify(meaningOf(right ?? null))
}

function meaningOf(value: Json): Json {
  if (Array.isArray(value)) return value.every(isEmptyParagraph) ? [] : value.map(meaningOf)
  if (!isNode(value)) return value
  const { children, markDefs, _key: _, ...members } = value
  const isText = value['_type'] === 'block'
  // A style that isn't said is the plain one; a list item that doesn't say its level is of the first.
  if (isText) members['style'] ??= 'normal'
  if (isText && members['listItem'] !== undefined) members['level'] ??= 1
  const own = Object.keys(members)
    .toSorted()
    .map((name): Json => [name, meaningOf(members[name] ?? null)])
  return isText ? [own, stretches(listOf(children), listOf(markDefs))] : [own, meaningOf(children ?? null)]
}

/** An empty cell or text gets a paragraph, for the caret to stand in. */
export function isEmptyParagraph(block: Json): boolean {
  if (!isNode(block) || block['_type'] !== 'block' || block['listItem'] !== undefined || (block['style'] ?? 'normal') !== 'normal')
    return false
  return listOf(block['children']).every((child) => isNode(child) && child['text'] === '')
}

/** The words of a block, cut only where the marks change. */
function stretches(children: readonly Json[], markDefs: readonly Json[]): Json[] {
  const found: { marks: string; text: Json }[] = []
  for (const child of children) {
    const span = isNode(child) && child['_type'] === 'span' && typeof child['text'] === 'string' ? child : null
    if (span === null) found.push({ marks: 'object', text: meaningOf(child) })
    else if (span['text'] !== '') addSpan(found, span, markDefs)
  }
  return found.map(({ marks, text }) => [marks, text])
}

function addSpan(found: { marks: string; text: Json }[], span: Node, markDefs: readonly Json[]): void {
  const { text, marks, _key: _, _type: __, ...others } = span
  const named = listOf(marks).map((mark) => meaningOf(markDefs.find((def) => isNode(def) && def['_key'] === mark) ?? mark))
  const look = JSON.stringify([named.map((mark) => JSON.stringify(mark)).toSorted(), meaningOf(others)])
  const last = found.at(-1)
  if (last?.marks === look) last.text = `${String(last.text)}${String(text)}`
  else found.push({ marks: look, text: text ?? '' })
}

function isNode(value: Json | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
