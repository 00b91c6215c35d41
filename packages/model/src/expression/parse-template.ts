import { type FieldNode, maxNodes, type ParsedExpression, type TextNode } from './expression-node.ts'
import { parseFieldPath } from './field-path.ts'

const part = /\{\{|\}\}|[{}]/g

/** A text with fields in it: `{first} {last}`; `{{` and `}}` stand for braces. */
export function parseTemplate(text: string): ParsedExpression {
  const parts: (TextNode | FieldNode)[] = []
  let from = 0
  let words = ''
  part.lastIndex = 0
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    const at = found.index
    words += text.slice(from, at)
    from = part.lastIndex
    if (found[0].length === 2) {
      words += found[0].charAt(0)
      continue
    }
    const end = found[0] === '{' ? text.indexOf('}', from) : -1
    const path = end === -1 ? null : parseFieldPath(text.slice(from, end))
    if (path === null) return { fault: { at, message: 'Between braces stands the name of a field; write {{ and }} for braces themselves' } }
    if (words !== '') parts.push({ kind: 'text', text: words, at: at - words.length })
    parts.push({ kind: 'field', path, at })
    words = ''
    from = end + 1
    part.lastIndex = from
  }
  words += text.slice(from)
  if (words !== '') parts.push({ kind: 'text', text: words, at: text.length - words.length })
  return parts.length > maxNodes
    ? { fault: { at: 0, message: `A template has at most ${maxNodes} parts` } }
    : { node: { kind: 'template', parts, at: 0 } }
}
