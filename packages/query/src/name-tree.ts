/** Dotted paths as a tree: which names are meant whole, and which from inside. */
export interface NameTree {
  names: Set<string>
  children: Map<string, NameTree>
}

export function nameTree(paths: readonly string[]): NameTree {
  const root = emptyNames()
  for (const path of paths) addPath(root, path.split('.'))
  return root
}

function addPath(tree: NameTree, [name = '', ...rest]: readonly string[]): void {
  if (rest.length === 0) {
    tree.names.add(name)
    return
  }
  const child = tree.children.get(name) ?? emptyNames()
  tree.children.set(name, child)
  addPath(child, rest)
}

/** A tree that names nothing. */
export function emptyNames(): NameTree {
  return { names: new Set(), children: new Map() }
}
