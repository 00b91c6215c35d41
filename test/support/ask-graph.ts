import type { ContentServer } from './content-server.ts'

interface GraphError {
  message: string
  path?: (string | number)[]
  extensions: { code: string; issues?: { parameter?: string; pointer?: string; code: string }[]; movedTo?: { slug: string } }
}

/** Asks a content API by a body. */
export async function askGraph(
  { app }: Pick<ContentServer, 'app'>,
  query: string,
  { variables, token, ...others }: { variables?: Record<string, unknown>; operationName?: string; token?: string } = {},
) {
  const reply = await app.inject({
    method: 'POST',
    url: '/content/v1/graphql',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    payload: JSON.stringify({ query, ...(variables === undefined ? {} : { variables }), ...others }),
  })
  const { data, errors }: { data: ReturnType<typeof JSON.parse>; errors?: GraphError[] } = reply.json()
  return { status: reply.statusCode, headers: reply.headers, data, errors }
}
