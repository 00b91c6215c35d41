const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

/** A name that an object of a JSON text (known to be JSON) holds twice. `JSON.parse` keeps the last one only, which would drop a condition unseen. */
export function findDuplicateMember(text: string): string | null {
  const open: (Set<string> | null)[] = []
  let mayBeName = false
  for (const [part] of text.matchAll(token)) {
    if (part === '{' || part === '[') open.push(part === '{' ? new Set() : null)
    else if (part === '}' || part === ']') open.pop()
    else if (part.startsWith('"') && mayBeName) {
      const name = String(JSON.parse(part))
      const names = open.at(-1)
      if (names?.has(name) === true) return name
      names?.add(name)
    }
    mayBeName = part === '{' || (part === ',' && open.at(-1) !== null)
  }
  return null
}
