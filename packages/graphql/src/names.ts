import { type ContentType, type Field, type Model, schemaName } from '@verso/model'

/** How everything of a model is called in GraphQL. */
export interface Names {
  /** `post` is `Post`. */
  typeOf: (type: ContentType) => string
  /** What Verso brings along: it makes room where a type of the model has the name. */
  own: (name: string) => string
  /** What belongs to one field: the model's names have no `_`, so that it is nobody else's. */
  ofField: (owner: ContentType, field: Field) => string
  /** The field of the root that gives a list of a type. */
  listOf: (type: ContentType) => string
}

/** Names that GraphQL gives a meaning to. */
const reserved: readonly string[] = ['Query', 'Mutation', 'Subscription', 'String', 'Int', 'Float', 'Boolean', 'ID']

/**
 * Each name depends on the set of types alone, not on their order. A type keeps the name that it has everywhere, with a `_` behind it only
 * where GraphQL has the name already; names of Verso's that a type has get the `_` themselves.
 */
export function createNames({ types }: Pick<Model, 'types'>): Names {
  const typeOf = (type: ContentType) => (reserved.includes(schemaName(type)) ? `${schemaName(type)}_` : schemaName(type))
  const taken = new Set(types.map(typeOf))
  const entries = types.filter(({ kind }) => kind !== 'component')
  const names = new Set(entries.map(({ name }) => name))
  const plurals = entries.filter(({ kind }) => kind === 'collection').map(({ name }) => pluralOf(name))
  return {
    typeOf,
    own: (name) => (taken.has(name) ? `${name}_` : name),
    ofField: (owner, field) => `${typeOf(owner)}_${field.name}`,
    listOf: ({ name }) => {
      const plural = pluralOf(name)
      if (!names.has(plural) && plurals.filter((one) => one === plural).length === 1) return plural
      return names.has(`${name}List`) ? `${name}List_` : `${name}List`
    },
  }
}

/** As in English, where that can be told from the letters. */
function pluralOf(name: string): string {
  if (/[^aeiou]y$/i.test(name)) return `${name.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh)$/i.test(name) ? `${name}es` : `${name}s`
}
