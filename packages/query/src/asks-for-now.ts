import type { Raw } from './raw.ts'
import type { FilterNode, ReadRequest } from './read-request.ts'

/** Whether a request may mean other entries a moment later, though nothing was published: a condition speaks of `now`. */
export function asksForNow({ filter, include }: Pick<ReadRequest, 'filter' | 'include'>): boolean {
  const filters = [filter, ...include.flatMap((one) => [one.filter, ...one.on.map((part) => part.filter)])]
  return filters.some((one) => one !== null && speaksOfNow(one))
}

function speaksOfNow(node: FilterNode): boolean {
  if (node.kind === 'compare') return mayMeanNow(node.operand)
  return node.kind === 'not' || node.kind === 'quantified' ? speaksOfNow(node.of) : node.of.some(speaksOfNow)
}

/** Of a text it is asked without its field, which may well be one of words. */
function mayMeanNow(raw: Raw): boolean {
  if (raw.kind === 'text') return raw.text.split(',').some(isNow)
  if (raw.kind === 'texts') return raw.texts.some(isNow)
  if (raw.kind === 'list') return raw.items.some(mayMeanNow)
  if (raw.kind === 'map') return [...raw.members.values()].some(mayMeanNow)
  return typeof raw.value === 'string' && isNow(raw.value)
}

function isNow(text: string): boolean {
  return /^now(?:$|[+-])/.test(text)
}
