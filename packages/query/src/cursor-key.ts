import { canonicalJson } from '@verso/model'
import { digest } from './digest.ts'
import type { PlanOptions } from './plan-context.ts'
import type { Raw } from './raw.ts'
import type { FilterNode, ReadRequest } from './read-request.ts'

/** What a cursor is bound to. It is made of what was asked, not of the plan: `now-7d` is another moment on the next page, and the same question. */
export function cursorKey(request: ReadRequest, { type, purpose, binding = '', locales }: PlanOptions): string {
  const locale = request.locale ?? locales.find((candidate) => candidate.isDefault)?.code ?? ''
  const { sort, fallback, seq, at, perspective, search } = request
  const filter = request.filter === null ? null : filterText(request.filter)
  const group = request.group === null ? {} : { group: request.group }
  return digest(
    canonicalJson({
      type: type.id,
      purpose,
      binding,
      locale,
      fallback,
      sort,
      seq,
      at,
      search,
      filter,
      ...(perspective === null ? {} : { perspective }),
      ...group,
    }),
  )
}

/** The same text for conditions in another order. */
function filterText(node: FilterNode): string {
  if (node.kind === 'compare') return canonicalJson([node.path, node.operator, operandOf(node.operand)])
  if (node.kind === 'quantified') return canonicalJson([node.path, node.quantifier, filterText(node.of)])
  const parts = node.kind === 'not' ? [filterText(node.of)] : node.of.map((part) => filterText(part)).sort()
  return canonicalJson([node.kind, ...parts])
}

/** The same for an address and for JSON, where a list isn't written as one text and a number isn't one. */
function operandOf(raw: Raw): string[] {
  if (raw.kind === 'text') return raw.text.split(',').sort()
  if (raw.kind === 'texts') return [...raw.texts].sort()
  if (raw.kind === 'scalar') return [String(raw.value)]
  return raw.kind === 'list' ? raw.items.flatMap(operandOf).sort() : []
}
