import type { ContentType, Field } from '@verso/model'
import { limits } from './limits.ts'
import type { PlanContext } from './plan-context.ts'
import type { IncludeRequest } from './read-request.ts'

/** What is asked to be loaded at one level: references by name, or `*` for every one. Names of components and blocks lead to those inside. */
export interface IncludeTree {
  children: Map<string, IncludeTree>
  /** The request that ends here, with its options. */
  request: IncludeRequest | null
}

export function includeTree(requests: readonly IncludeRequest[], { issues }: PlanContext): IncludeTree {
  const root: IncludeTree = { children: new Map(), request: null }
  for (const request of requests) {
    const segments = request.path.split('.')
    if (segments.length > limits.pathParts) {
      issues.add(request.at, 'query_too_large', `A path has at most ${limits.pathParts} parts`)
      continue
    }
    let tree = root
    for (const name of segments) {
      const next = tree.children.get(name) ?? { children: new Map(), request: null }
      tree.children.set(name, next)
      tree = next
    }
    tree.request = request
  }
  return root
}

/** What is asked for below a name: several trees, where the name and `*` both lead there. */
export function treesOf(name: string, trees: readonly IncludeTree[]): IncludeTree[] {
  return [...namedTrees(name, trees), ...namedTrees('*', trees)]
}

export function namedTrees(name: string, trees: readonly IncludeTree[]): IncludeTree[] {
  return trees.flatMap((tree) => tree.children.get(name) ?? [])
}

/** A request that a tree was made of, to say where a fault stands. */
export function anyRequest(tree: IncludeTree): IncludeRequest | null {
  return tree.request ?? [...tree.children.values()].map((child) => anyRequest(child)).find((request) => request !== null) ?? null
}

/** What is asked for inside a component or blocks field: by name, and by a `*` that reaches all below it. */
export interface InsideTrees {
  named: readonly IncludeTree[]
  stars: readonly IncludeTree[]
}

/** The same for one component type that the field holds: for blocks the name of the block stands between. */
export function treesInside(field: Field, type: ContentType, { named, stars }: InsideTrees): InsideTrees {
  const own = field.kind === 'blocks' ? namedTrees(type.name, named) : named
  const reaching = [...stars, ...(field.kind === 'blocks' ? namedTrees('*', named) : []), ...namedTrees('*', own)]
  return { named: own, stars: reaching }
}

/** What is asked for of a field inside. */
export function treesBelow(name: string, { named, stars }: InsideTrees): InsideTrees {
  return { named: namedTrees(name, named), stars }
}
