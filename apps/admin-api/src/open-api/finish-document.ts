import * as contract from '@verso/contract'
import { header, problemResponses, requestIdHeader, seqHeader } from '@verso/contract'
import type { Json } from '@verso/contract'
import { nameSchemas } from './name-schemas.ts'
import { tagDescriptions } from './tag-descriptions.ts'

type Members = { [member: string]: Json }

const successHeaders: Members = {
  'X-Request-Id': requestIdHeader,
  ETag: header('The revision or the hash of what is given; `If-Match` takes it', { type: 'string', pattern: '^"[^"]+"$' }, false),
  'Verso-Seq': header('The number that a change of what readers see has taken', seqHeader, false),
  'Idempotency-Replayed': header('`true` where this is the first answer again', { const: 'true' }, false),
}

const location = header('The address of what was made', { type: 'string', pattern: '^/admin/v1/' }, false)

const storageFull: Members = {
  '507': {
    ...asMembers(problemResponses['4XX']),
    description: 'There is no room left',
  },
}

/** What holds for all operations alike, and names for the shapes that the contract names. */
export function finishDocument(document: object): object {
  const { paths, components, ...rest } = JSON.parse(JSON.stringify(document))
  const tags = new Set<string>()
  for (const methods of Object.values<Members>(paths))
    for (const [method, value] of Object.entries(methods)) {
      const operation = asMembers(value)
      for (const tag of [operation.tags ?? []].flat()) tags.add(String(tag))
      operation.responses = responsesOf(method, asMembers(operation.responses))
    }
  const named = nameSchemas(paths, { ...contract })
  return {
    ...rest,
    tags: [...tags].map((name) => ({
      name,
      description: tagDescriptions[name] ?? name,
    })),
    paths: named.paths,
    components: {
      ...components,
      schemas: { ...named.schemas, Problem_Details: contract.problemSchema },
    },
  }
}

function responsesOf(method: string, responses: Members): Members {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  return {
    ...Object.fromEntries(successes.map(([status, value]) => [status, withHeaders(status, asMembers(value))])),
    ...problemResponses,
    ...(method === 'get' || method === 'head' ? {} : storageFull),
  }
}

function withHeaders(status: string, response: Members): Members {
  const description = response.description === 'Default Response' ? (meanings[status] ?? 'Done') : response.description
  return {
    ...response,
    description: description ?? 'Done',
    headers: {
      ...successHeaders,
      ...(status === '201' ? { Location: location } : {}),
    },
  }
}

const meanings: Record<string, string> = {
  '200': 'Done; the thing as it is now',
  '201': 'Made',
  '202': 'Begun; it goes on without the caller',
  '204': 'Done; there is nothing to say',
}

function asMembers(value: Json | undefined): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
