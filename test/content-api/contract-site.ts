import { type Context, createLocale } from '@verso/core'
import type { LightMyRequestResponse } from 'fastify'
import sharp from 'sharp'
import type { Test } from 'tap'
import { anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { multipart } from '../support/multipart.ts'
import { type Person, testApp } from '../support/test-app.ts'
import { articleFields, cardFields, contents } from './contract-content.ts'

/** What a sentence of the contract says of one request. Within requests `#key` stands for an id, `$name` for something that was made before. */
export interface Row {
  says: string
  /** Below `/content/v1`. */
  ask: string
  /** A body makes it a POST. */
  body?: unknown
  method?: 'HEAD' | 'OPTIONS' | 'POST'
  headers?: Record<string, string>
  status?: number
  code?: string
  /** The parameter, the code, and the JSON pointer of an issue. */
  issue?: [parameter: string, code: string, pointer?: string]
  /** The `key` members of the list, in their order. */
  keys?: string
  /** A pattern of the JSON answer; `exact` is all of it. */
  has?: unknown
  exact?: unknown
  header?: Record<string, unknown>
}

export interface ContractSite {
  ids: Record<string, string>
  /** Other words that requests may hold: tokens, numbers, cursors. */
  words: Record<string, string>
  ctx: Context
  clock: { offsetMs: number }
  ask: (row: Pick<Row, 'ask' | 'body' | 'method' | 'headers'>) => Promise<LightMyRequestResponse>
}

/** A site with a field of every kind, an entry that has them all, one that has none, and things that the public may not see. */
export async function contractSite(t: Test): Promise<ContractSite> {
  const app = await testApp(t)
  const { system: ctx, store } = app
  const owner = await app.signInAs('owner')
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await createLocale(ctx, { code: 'fr', label: 'Français' })
  const named = (name: string, more: object[] = []) => ({
    ...{ name, publicRead: true, titleField: 'name', slugField: 'slug' },
    fields: [{ name: 'name', kind: 'text' }, { name: 'slug', kind: 'slug' }, ...more],
  })
  const person = [
    { name: 'age', kind: 'integer' },
    { name: 'mentor', kind: 'reference', to: ['person'] },
  ]
  await aType(ctx, named('person', person))
  await aType(ctx, named('agency', [{ name: 'city', kind: 'text' }]))
  await aType(ctx, {
    name: 'memo',
    titleField: 'title',
    slugField: 'slug',
    fields: memoFields,
  })
  await aType(ctx, {
    name: 'home',
    kind: 'single',
    publicRead: true,
    slugField: null,
    fields: [{ name: 'title', kind: 'text' }],
  })
  await aType(ctx, {
    name: 'card',
    kind: 'component',
    titleField: null,
    slugField: null,
    fields: cardFields,
  })
  await aType(ctx, {
    name: 'quote',
    kind: 'component',
    titleField: null,
    slugField: null,
    fields: [{ name: 'words', kind: 'text' }],
  })
  await aType(ctx, {
    name: 'article',
    publicRead: true,
    fields: articleFields,
  })

  const ids: Record<string, string> = {}
  for (const [key, [width, height]] of Object.entries({
    wide: [3, 2],
    tall: [10, 20],
  }) as [string, [number, number]][])
    ids[key] = await upload(app.app, owner, {
      width,
      height,
      filename: `${key}.${key === 'wide' ? 'png' : 'jpg'}`,
    })
  for (const { key, type, fields, isDraft } of contents) {
    const known = resolved(fields, ids)
    ids[key] = isDraft === true ? (await anEntry(ctx, known, type)).row.id : (await aPublishedEntry(ctx, known, type)).entry.row.id
  }
  const token = async (kind: string, scope: object): Promise<string> =>
    (await owner.ask('POST', '/tokens', { name: `${kind} ${JSON.stringify(scope)}`, kind, ...scope })).json().token
  const words = {
    content: await token('content', { types: ['*'] }),
    preview: await token('preview', { types: ['*'] }),
    narrow: await token('content', { types: ['person'] }),
    admin: await token('admin', { roles: ['owner'] }),
    seq: String(await store.log.seq()),
  }
  const site: ContractSite = {
    ids,
    words,
    ctx,
    clock: app.clock,
    ask: ({ ask, body, method, headers = {} }) =>
      app.app.inject({
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        url: ask.startsWith('/admin/') ? filled(ask, site) : `/content/v1${filled(ask, site)}`,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value, site)])),
        },
        ...(body === undefined
          ? {}
          : {
              payload: typeof body === 'string' ? body : filled(JSON.stringify(body), site),
            }),
      }),
  }
  return site
}

const memoFields = [
  { name: 'title', kind: 'text' },
  { name: 'slug', kind: 'slug' },
]

/** `#key` is an id, `$word` a word. */
function filled(text: string, { ids, words }: Pick<ContractSite, 'ids' | 'words'>): string {
  return text.replaceAll(/[#$]([a-z]\w*)/gi, (whole, key: string) => (whole.startsWith('#') ? ids[key] : words[key]) ?? whole)
}

function resolved(fields: object, ids: Record<string, string>): Record<string, unknown> {
  return JSON.parse(filled(JSON.stringify(fields), { ids, words: {} }))
}

async function upload(
  app: Awaited<ReturnType<typeof testApp>>['app'],
  owner: Person,
  { width, height, filename }: { width: number; height: number; filename: string },
): Promise<string> {
  const picture = sharp({
    create: { width, height, channels: 3, background: '#2c6e7f' },
  })
  const [type, content] = filename.endsWith('png')
    ? ['image/png', await picture.png().toBuffer()]
    : ['image/jpeg', await picture.jpeg().toBuffer()]
  const { payload, headers } = multipart({
    name: 'file',
    filename,
    type: String(type),
    content: content as Buffer,
  })
  const reply = await app.inject({
    method: 'POST',
    url: '/admin/v1/media',
    payload,
    headers: { ...headers, authorization: `Bearer ${owner.accessToken}` },
  })
  return reply.json().data.id
}

/** Each sentence is asked of the server; what it answers has to be what is written. */
export async function keepsRows(t: Test, site: ContractSite, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const reply = await site.ask(row)
    const about = `${row.says}: ${row.ask}${row.body === undefined ? '' : ` ${JSON.stringify(row.body)}`}`
    const fault = faultOf(reply, row, site)
    t.ok(fault === null, `${about}${fault === null ? '' : `\n${fault}\n${reply.statusCode} ${reply.body.slice(0, 700)}`}`)
  }
}

function faultOf(reply: LightMyRequestResponse, row: Row, site: ContractSite): string | null {
  const status = row.status ?? (row.issue === undefined && row.code === undefined ? 200 : 400)
  if (reply.statusCode !== status) return `status is not ${status}`
  const fill = (value: unknown) => deepFill(value, site)
  const is = (name: string, found: unknown, pattern: unknown) => (matches(found, pattern) ? null : `${name} is ${JSON.stringify(found)}`)
  const headers = Object.entries(row.header ?? {}).map(([name, pattern]) => is(name, reply.headers[name] ?? null, fill(pattern)))
  const json = reply.body.startsWith('{') ? reply.json() : null
  const [parameter, code, pointer] = row.issue ?? []
  const faults = [
    ...headers,
    row.code === undefined ? null : is('code', json?.code, row.code),
    row.keys === undefined ? null : is('keys', json?.data?.map((one: { key: string }) => one.key).join(' '), row.keys),
    row.has === undefined ? null : is('the answer', json, fill(row.has)),
    row.exact === undefined || JSON.stringify(json) === JSON.stringify(fill(row.exact)) ? null : 'the answer is another',
    parameter === undefined ||
    json?.issues?.some((one: Record<string, string>) => one.parameter === fill(parameter) && one.code === code && one.pointer === pointer)
      ? null
      : `there is no issue ${code} at ${parameter} ${pointer ?? ''}`,
  ]
  return faults.find((fault) => fault !== null) ?? null
}

function deepFill(value: unknown, site: ContractSite): unknown {
  if (typeof value === 'string') return filled(value, site)
  if (Array.isArray(value)) return value.map((one) => deepFill(one, site))
  if (value instanceof RegExp || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [filled(name, site), deepFill(one, site)]))
}

/** As an object that has these members; lists have exactly these items, and `undefined` says that a member is not there. */
function matches(found: unknown, pattern: unknown): boolean {
  if (pattern instanceof RegExp) return typeof found === 'string' && pattern.test(found)
  if (Array.isArray(pattern))
    return Array.isArray(found) && found.length === pattern.length && pattern.every((one, index) => matches(found[index], one))
  if (typeof pattern !== 'object' || pattern === null) return found === pattern
  if (typeof found !== 'object' || found === null) return false
  return Object.entries(pattern).every(([name, one]) => matches((found as Record<string, unknown>)[name], one))
}
