export const pages = 6

export type Step =
  | { act: 'rename' | 'publish' | 'unpublish'; page: number; slug: string }
  | { act: 'move'; page: number; parent: number | null; slug: string }

interface PlainPage {
  slug: string
  parent: number | null
  /** The path that readers have; null while it isn't published. */
  path: string | null
  publicSlug: string
}

/** The tree as a plain loop says it: who is where, and who had each path last. */
export function plainTree() {
  const all = Array.from({ length: pages }, (_, index): PlainPage => ({ slug: `p${index}`, parent: null, path: null, publicSlug: '' }))
  const lastAt = new Map<string, number>()

  function at(index: number): PlainPage {
    const found = all[index]
    if (found === undefined) throw new Error(`There is no page ${index}`)
    return found
  }

  /** Gives false where it is refused. */
  function run(step: Step): boolean {
    const one = at(step.page)
    if (step.act === 'rename') {
      one.slug = step.slug
      return true
    }
    if (step.act === 'unpublish') return unpublish(step.page)
    if (step.act === 'move') return move(step.page, step.parent)
    if (one.path !== null && one.publicSlug === one.slug) return true
    const path = pathBelow(one.parent, one.slug)
    if (path === null || isTaken(path, step.page)) return false
    one.publicSlug = one.slug
    settle(step.page, path)
    return true
  }

  function unpublish(index: number): boolean {
    if (at(index).path === null) return true
    if (all.some((child) => child.parent === index && child.path !== null)) return false
    at(index).path = null
    return true
  }

  function move(index: number, parent: number | null): boolean {
    for (let above = parent; above !== null; above = at(above).parent) if (above === index) return false
    const one = at(index)
    if (one.path === null) {
      one.parent = parent
      return true
    }
    const path = pathBelow(parent, one.publicSlug)
    if (path === null || isTaken(path, index)) return false
    one.parent = parent
    settle(index, path)
    return true
  }

  function pathBelow(parent: number | null, last: string): string | null {
    if (parent === null) return `/${last}`
    const above = at(parent).path
    return above === null ? null : `${above}/${last}`
  }

  function isTaken(path: string, index: number): boolean {
    return all.some((other, place) => place !== index && other.path === path)
  }

  function settle(index: number, path: string): void {
    at(index).path = path
    lastAt.set(path, index)
    for (const [place, child] of all.entries()) {
      if (child.parent === index && child.path !== null) settle(place, `${path}/${child.publicSlug}`)
    }
  }

  return {
    run,
    paths: () => all.map(({ path }) => path),
    /** What readers are told of every path that there ever was: which page, and where it is now. */
    answers: () => [...lastAt].map(([path, index]) => ({ path, index: at(index).path === null ? null : index, present: at(index).path })),
  }
}
