import { keyGenerator } from '@portabletext/editor'
import type { Json } from '@verso/model'

type Node = { [name: string]: Json }

/** Copies with new keys, for blocks that come from elsewhere and may be pasted twice. */
export function withFreshKeys(blocks: readonly unknown[]): Json[] {
  return blocks.map((block) => refresh(block as Json))
}

function refresh(node: Json): Json {
  if (Array.isArray(node)) return node.map(refresh)
  if (!isNode(node)) return node
  const { markDefs, children, ...others } = node
  const fresh: Node = Object.fromEntries(Object.entries(others).map(([name, member]) => [name, refresh(member)]))
  if (typeof node['_type'] === 'string') fresh['_key'] = keyGenerator()
  const marks = new Map(listOf(markDefs).map((def) => [isNode(def) ? def['_key'] : '', keyGenerator()]))
  if (markDefs !== undefined)
    fresh['markDefs'] = listOf(markDefs).map((def) =>
      isNode(def) ? { ...def, _key: marks.get(def['_key'] ?? '') ?? keyGenerator() } : def,
    )
  if (children !== undefined) fresh['children'] = listOf(children).map((child) => (isNode(child) ? refreshChild(child, marks) : child))
  return fresh
}

/** Only spans have marks; an entry among the words has none. */
function refreshChild(child: Node, marks: ReadonlyMap<Json | undefined, string>): Node {
  const names = child['marks']
  const renamed = Array.isArray(names) ? { marks: names.map((mark) => marks.get(mark) ?? mark) } : {}
  return { ...child, _key: keyGenerator(), ...renamed }
}

function isNode(value: Json | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
