/** The media type of GraphQL over HTTP, where a status says how the document fared. */
export const graphMediaType = 'application/graphql-response+json'
const plainMediaType = 'application/json'

/** What the asker likes best of the two; plain JSON where it doesn't say. */
export function graphMediaTypeFor(accept: string | undefined): string {
  const wishes = (accept ?? '').split(',').map(readWish)
  const weightOf = (type: string) => wishes.find((wish) => wish.type === type)?.weight ?? 0
  const [graph, plain] = [weightOf(graphMediaType), weightOf(plainMediaType)]
  if (graph === 0 || graph < plain) return plainMediaType
  if (graph > plain) return graphMediaType
  return wishes.findIndex(({ type }) => type === graphMediaType) < wishes.findIndex(({ type }) => type === plainMediaType)
    ? graphMediaType
    : plainMediaType
}

function readWish(text: string): { type: string; weight: number } {
  const [type = '', ...parameters] = text
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  const weight = parameters.map((one) => /^q=([01](?:\.\d{0,3})?)$/.exec(one)?.[1]).find((one) => one !== undefined)
  return { type, weight: Number(weight ?? 1) }
}
