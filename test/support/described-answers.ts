import { createHash } from 'node:crypto'
import { contentOpenApi, problemSchema } from '@verso/contract'
import { type Actor, type Context, readableModel, readingRights } from '@verso/core'
import { type Model, nextNameEnd } from '@verso/model'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { type ApiDescription, apiDescription, type DescribedResponse } from './api-description.ts'

/** Descriptions by the hash of their text: making one takes longer than a test. */
const descriptions = new Map<string, ApiDescription>()

/**
 * From here on each answer of both APIs that a test asks for by `inject` is held against the description of its API: the admin API's, and
 * that of the content API for the model and the rights of whoever asked. What isn't described, or is described otherwise, fails the test.
 * To be called before the APIs are registered.
 */
export function holdToDescription(app: FastifyInstance, { store, now }: Pick<Context, 'store' | 'now'>): void {
  const readers = new Map<string, Actor>()
  const models = new Map<number, Model>()
  // Answers from memory pass no hook; but whoever gets one has been given another by then.
  app.addHook('preHandler', async ({ reader, headers }) => {
    if (reader !== undefined) readers.set(headers.authorization ?? '', reader.actor)
  })
  app.addHook('onSend', async ({ server }) => {
    if ('swagger' in server && typeof server.swagger === 'function') admin ??= descriptionOf(server.swagger())
  })

  /** Those that an answer may have been made by: of the model now, then of earlier ones. */
  async function* describedBy(asked: Asked): AsyncGenerator<ApiDescription> {
    if (asked.path.startsWith('/admin/')) return yield admin ?? nothing
    const actor = asked.isByLink ? null : (readers.get(asked.authorization) ?? nobody)
    const known = store.models.known()
    const describe = (model: Model) => {
      models.set(model.version, model)
      return contentDescription(model, actor, now())
    }
    if (known !== null) yield describe(known)
    // Asking for it is a statement, which some tests count.
    yield describe(await store.models.current())
    for (const model of [...models.values()]) yield describe(model)
  }

  const inject = app.inject.bind(app) as (options: InjectOptions) => Promise<LightMyRequestResponse>
  const checked = async (options: InjectOptions | string) => {
    const given = typeof options === 'string' ? { url: options } : options
    const reply = await inject(given)
    const asked = askedOf(given)
    if (!/^\/(admin|content)\/v1\//.test(asked.path) || asked.method === 'options') return reply
    let fault: string | null = 'there is no description'
    for await (const description of describedBy(asked)) {
      fault = faultOf(description, asked, reply)
      if (fault === null) return reply
    }
    throw new Error(
      `${asked.method} ${asked.path} answered ${reply.statusCode}, which isn't as described: ${fault}\n${String(reply.body).slice(0, 600)}`,
    )
  }
  app.inject = checked as typeof app.inject
}

/** Of an API of which nothing is known yet all that can be said is what a refusal looks like. */
const nothing = apiDescription({ paths: {}, components: { schemas: { Problem_Details: problemSchema } } })

/** The admin API's is the same for all, and for every test of a process. */
let admin: ApiDescription | undefined

/** Who asked before anybody was known has no rights but those of everyone. */
const nobody = { roles: [], limit: null } as unknown as Actor

interface Asked {
  method: string
  path: string
  authorization: string
  /** A link to a preview shows what its maker may see. */
  isByLink: boolean
}

function askedOf({ method = 'GET', url = '/', headers = {} }: InjectOptions): Asked {
  const { pathname, searchParams } = new URL(String(url), 'http://localhost')
  const authorization = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  return {
    method: method.toLowerCase(),
    // Folders have two addresses, of which one is described.
    path: decoded(pathname).replace('/media/folders', '/folders'),
    authorization: authorization === undefined ? '' : String(authorization),
    isByLink: searchParams.has('preview'),
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Of the whole model where there is no actor. */
function contentDescription(model: Model, actor: Actor | null, now: Date): ApiDescription {
  const ofModel = contentDescriptions.get(model) ?? new Map<string, ApiDescription>()
  contentDescriptions.set(model, ofModel)
  const key = `${actor === null ? 'all' : readingRights(actor)} ${nextNameEnd(model, now)}`
  const known = ofModel.get(key) ?? descriptionOf(contentOpenApi(actor === null ? model : readableModel(model, actor), now))
  ofModel.set(key, known)
  return known
}

const contentDescriptions = new WeakMap<Model, Map<string, ApiDescription>>()

function descriptionOf(document: object): ApiDescription {
  const text = JSON.stringify(document)
  const hash = createHash('sha256').update(text).digest('base64')
  const known = descriptions.get(hash) ?? apiDescription(JSON.parse(text))
  descriptions.set(hash, known)
  return known
}

/** Why an answer isn't one that the description allows; null where it is. */
function faultOf(description: ApiDescription, { method, path }: Asked, reply: LightMyRequestResponse): string | null {
  const own = description.operationAt(method, path)
  const found = method === 'head' ? (own ?? description.operationAt('get', path)) : own
  // Where nothing is, that is what has to be said.
  if (found === null) {
    if (reply.statusCode < 400 || reply.statusCode >= 500) return 'nothing is described at this address by this method'
    return method === 'head' ? null : description.faultsOf(['components', 'schemas', 'Problem_Details'], reply.json())
  }
  const { responses } = found.operation
  const status = [String(reply.statusCode), `${Math.floor(reply.statusCode / 100)}XX`].find((key) => responses[key] !== undefined)
  const response = status === undefined ? undefined : responses[status]
  if (status === undefined || response === undefined) return 'its status is not described'
  const pointer = [...found.pointer, 'responses', status]
  return headerFault(description, { response, pointer, reply }) ?? bodyFault(description, { response, pointer, reply, method })
}

interface Judged {
  response: DescribedResponse
  pointer: string[]
  reply: LightMyRequestResponse
}

function headerFault(description: ApiDescription, { response, pointer, reply }: Judged): string | null {
  for (const [name, { required }] of Object.entries(response.headers ?? {})) {
    const value = reply.headers[name.toLowerCase()]
    if (value === undefined && required === true) return `the header ${name} is missing`
    const fault = value === undefined ? null : description.faultsOf([...pointer, 'headers', name, 'schema'], String(value))
    if (fault !== null) return `the header ${name}: ${fault}`
  }
  return null
}

function bodyFault(description: ApiDescription, { response, pointer, reply, method }: Judged & { method: string }): string | null {
  if (method === 'head' || reply.statusCode === 304) return reply.body === '' ? null : 'there is a body'
  if (response.content === undefined) return reply.body === '' ? null : 'there is a body'
  const type = String(reply.headers['content-type'] ?? '').split(';', 1)[0] ?? ''
  if (response.content[type] === undefined) return `its media type ${type} is not described`
  const schema = [...pointer, 'content', type, 'schema']
  if (type === 'application/x-ndjson') {
    const lines = reply.body.split('\n').filter((line) => line !== '')
    return lines.map((line) => description.faultsOf(schema, JSON.parse(line))).find((fault) => fault !== null) ?? null
  }
  // Bodies in a content coding are those that are given without one.
  if (!type.endsWith('json') || reply.headers['content-encoding'] !== undefined) return null
  return description.faultsOf(schema, JSON.parse(reply.body))
}
