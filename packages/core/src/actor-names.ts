import type { Tables } from '@verso/data'

/** Who did something, as people are told. */
export interface ActorName {
  id: string
  name: string
}

/** The names of people and tokens by id, read together; ids that mean nobody any more are left out. */
export async function actorNames(
  tables: Pick<Tables, 'users' | 'tokens'>,
  ids: readonly (string | null)[],
): Promise<Map<string, ActorName>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const people = await tables.users.findMany(wanted)
  const names = new Map(people.map(({ id, name }) => [id, { id, name }]))
  for (const id of wanted.filter((candidate) => !names.has(candidate))) {
    const token = await tables.tokens.find(id)
    if (token !== null) names.set(id, { id, name: token.name })
  }
  return names
}
