/** Each prepared statement costs memory in every connection, and the shapes of queries that people can think of are endless. */
const maxNamed = 500
const maxCandidates = 2_000

/** What a statement begins with that PostgreSQL is to plan anew for its values each time: it never gets a name. */
export const plannedByValues = '-- planned by its values\n'

/**
 * Names the statements that are worth preparing: those asked a second time, up to a number. The others run unnamed, so that
 * nobody can fill the server's memory with queries that are never asked again.
 */
export function createStatementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  const seenOnce = new Set<string>()

  return (text) => {
    if (text.startsWith(plannedByValues)) return undefined
    const known = names.get(text)
    if (known !== undefined || names.size >= maxNamed) return known
    if (seenOnce.delete(text)) {
      const name = `verso_${names.size}`
      names.set(text, name)
      return name
    }
    if (seenOnce.size >= maxCandidates) seenOnce.clear()
    seenOnce.add(text)
    return undefined
  }
}
