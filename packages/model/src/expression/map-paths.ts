import type { ExpressionNode, FieldPath } from './expression-node.ts'

/** The expression with other paths in place of those that it names; null when one of them has none. */
export function mapPaths(node: ExpressionNode, map: (path: FieldPath) => FieldPath | null): ExpressionNode | null {
  const missing: FieldPath[] = []
  const mapped = mapNode(node, (path) => {
    const other = map(path)
    if (other === null) missing.push(path)
    return other ?? path
  })
  return missing.length === 0 ? mapped : null
}

/** Every field that an expression names, in its order. */
export function pathsIn(node: ExpressionNode): FieldPath[] {
  const paths: FieldPath[] = []
  mapNode(node, (path) => {
    paths.push(path)
    return path
  })
  return paths
}

function mapNode<T extends ExpressionNode>(node: T, map: (path: FieldPath) => FieldPath): T
function mapNode(node: ExpressionNode, map: (path: FieldPath) => FieldPath): ExpressionNode {
  switch (node.kind) {
    case 'field':
      return { ...node, path: map(node.path) }
    case 'call':
      return { ...node, args: node.args.map((arg) => mapNode(arg, map)) }
    case 'unary':
      return { ...node, of: mapNode(node.of, map) }
    case 'binary':
      return { ...node, left: mapNode(node.left, map), right: mapNode(node.right, map) }
    case 'template':
      return { ...node, parts: node.parts.map((part) => mapNode(part, map)) }
    default:
      return node
  }
}
