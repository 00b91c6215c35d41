import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { contentRows } from '../support/content-fingerprint.ts'
import { type Exception, type Policy, readPolicy, type Verdict, verdictOf } from './rights-policy.ts'
import { requestOf } from './rights-requests.ts'
import { lookForPlants, plantAll, saidOf } from './rights-plants.ts'
import { type Made, publicThings, thingsOf, type ThingToAsk } from './rights-things.ts'
import { type Caller, makeWorld, type World } from './rights-world.ts'

export interface MatrixFigures {
  routes: number
  principals: number
  cells: number
  /** Questions for what was planted. */
  looked: number
  faults: string[]
}

interface Cell {
  policy: Policy
  caller: Caller
  ask: ThingToAsk | null
  verdict: Verdict
}

export interface MatrixOptions {
  /** Whether a cell is asked: all of them, or so many of them as there is time for. */
  picks: (cell: number, about: { route: string; caller: string }) => boolean
  /** Whether everybody also asks for what was planted. */
  looksForPlants?: boolean
}

/** Asks every route as everybody, about everything, and compares with the policy; what is refused leaves no trace. */
export async function runMatrix({ picks, looksForPlants = true }: MatrixOptions): Promise<MatrixFigures> {
  const { principals, policies, exceptions, hidden } = readPolicy()
  const world = await makeWorld(principals)
  try {
    const faults = await routesWithoutPolicy(world, policies)
    const plants = await plantAll(world, hidden)
    const all = cellsOf(world, policies, exceptions)
    const cells = all.filter(({ policy, caller }, index) => picks(index, { route: policy.route, caller: caller.name }))
    const whole = policies.filter((policy) => countOf(cells, policy) === countOf(all, policy))
    const refused = cells.filter(({ verdict }) => verdict !== 'ok')
    const allowed = cells.filter(({ verdict }) => verdict === 'ok')
    const served = new Set<string>()
    const judge = async (cell: Cell, made: Made) => {
      const name = `${cell.policy.route}, ${cell.ask?.state ?? 'at all'}, as ${cell.caller.name}`
      try {
        const request = withCredential(await requestOf(world, { route: cell.policy.route, caller: cell.caller, made }), cell.caller)
        const reply = await asked(world, request, cell.verdict)
        for (const what of saidOf(plants, reply, cell.caller)) faults.push(`${name}: tells the ${what}`)
        if (reply.statusCode < 300) served.add(cell.policy.route)
        if (!fits(reply, cell)) faults.push(`${name}: ${reply.statusCode}, expected ${cell.verdict}: ${reply.body.slice(0, 200)}`)
      } catch (error) {
        faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    const made = await standing(refused)
    const before = await contentRows(world.url)
    for (const cell of refused) await judge(cell, made.get(keyOf(cell)) ?? {})
    if (JSON.stringify(await contentRows(world.url)) !== JSON.stringify(before)) faults.push('A refused request has changed content')
    const isLast = ({ policy }: Cell) => selfEnding.includes(policy.route)
    for (const cell of allowed.filter((one) => !isLast(one))) await judge(cell, (await cell.ask?.make()) ?? {})
    const looked = looksForPlants ? await lookForPlants(world, plants) : { asked: 0, faults: [] }
    for (const cell of allowed.filter(isLast)) await judge(cell, (await cell.ask?.make()) ?? {})
    faults.push(...looked.faults)
    for (const { route } of whole)
      if (allowed.some(({ policy }) => policy.route === route) && !served.has(route) && !neverServed.has(route))
        faults.push(`${route}: nobody was served, so that the refusals say nothing`)
    return { routes: policies.length, principals: principals.length, cells: cells.length, looked: looked.asked, faults }
  } finally {
    await world.close()
  }
}

/** Each needs what only a mail, a browser's key, another network or a house without content types gives. */
const neverServed = new Set([
  'POST /admin/v1/email-changes/confirm',
  'POST /admin/v1/invitations/accept',
  'POST /admin/v1/sample',
  'DELETE /admin/v1/me/passkeys/:id',
  'DELETE /admin/v1/me/providers/:id',
  'POST /admin/v1/me/providers/:provider/options',
  'POST /admin/v1/me/providers/:provider/verify',
  'PATCH /admin/v1/uploads/:id',
  'DELETE /admin/v1/uploads/:id',
  'POST /admin/v1/me/passkeys/verify',
  'DELETE /admin/v1/me/second-factor',
  'POST /admin/v1/me/second-factor/confirm',
  'POST /admin/v1/me/second-factor/recovery-codes',
  'POST /admin/v1/media/import',
  'POST /admin/v1/password-resets/confirm',
  'POST /admin/v1/releases/:id/revert',
  'POST /admin/v1/sessions',
  'POST /admin/v1/sessions/oidc/:provider/options',
  'POST /admin/v1/sessions/oidc/:provider/verify',
  'POST /admin/v1/sessions/passkey/verify',
  'POST /admin/v1/sessions/refresh',
  'POST /admin/v1/setup',
])

/** Ends what the caller itself asks by, so that it comes last, after the looking for what was planted. */
const selfEnding = ['DELETE /admin/v1/sessions/current']

function countOf(cells: Cell[], policy: Policy): number {
  return cells.filter((cell) => cell.policy === policy).length
}

function cellsOf(world: World, policies: Policy[], exceptions: Exception[]): Cell[] {
  return policies.flatMap((policy) =>
    world.callers.flatMap((caller) => {
      const exception = exceptions.find(({ principal, route }) => principal === caller.name && route === policy.route)
      return asksOf(world, caller, policy).map((ask) => {
        const verdict = verdictOf(policy, caller, ask?.thing ?? null)
        return { policy, caller, ask, verdict: verdict !== 401 && exception !== undefined ? exception.verdict : verdict }
      })
    }),
  )
}

function asksOf(world: World, caller: Caller, { route, about }: Policy): (ThingToAsk | null)[] {
  if (route.includes(' /content/')) return about === '' ? [null] : publicThings(world, about)
  return about === '' ? [null] : thingsOf(world, caller, about)
}

/** What cells are asked about that change nothing of it: one of each for all. */
async function standing(cells: Cell[]): Promise<Map<string, Made>> {
  const made = new Map<string, Made>()
  for (const cell of cells) {
    const key = keyOf(cell)
    if (cell.ask !== null && !made.has(key)) made.set(key, await cell.ask.make())
  }
  return made
}

function keyOf({ policy, caller, ask }: Cell): string {
  return `${policy.about} ${ask?.state} ${ask?.thing.isOwn === true ? caller.name : ''}`
}

/** Who isn't refused may be answered that something else is wrong, but not that they may not. */
function fits({ statusCode, headers, body }: LightMyRequestResponse, { verdict, policy }: Cell): boolean {
  if (statusCode === 405 || statusCode >= 500) return false
  if (verdict !== 'ok')
    return statusCode === verdict && /^application\/(problem|graphql-response)?\+?json/.test(String(headers['content-type'])) && body !== ''
  if (policy.needs.includes('open') || neverServed.has(policy.route))
    return ![401, 403].includes(statusCode) || policy.needs.includes('open')
  return ![400, 401, 403, 404].includes(statusCode)
}

function withCredential<T extends { headers?: object }>(request: T, { headers }: Caller): T {
  return { ...request, headers: { ...request.headers, ...headers } }
}

/** Of an answer without an end only the beginning is waited for. */
async function asked(world: World, request: InjectOptions, verdict: Verdict): Promise<LightMyRequestResponse> {
  if (verdict !== 'ok' || !/\/v1\/live$/.test(String(request.url))) return world.app.inject(request)
  const reply = await world.app.inject({ ...request, payloadAsStream: true })
  reply.stream().destroy()
  return { ...reply, statusCode: reply.statusCode, headers: reply.headers, body: '' }
}

/** Both ways: a route that nobody has thought about, and a thought about no route; and what the descriptions leave out. */
async function routesWithoutPolicy(world: World, policies: Policy[]): Promise<string[]> {
  const live = new Set(world.routes.flatMap(({ method, url }) => (method === 'HEAD' || method === 'OPTIONS' ? [] : [`${method} ${url}`])))
  const known = new Set(policies.map(({ route }) => route))
  const described = await describedRoutes(world)
  return [
    ...[...live].filter((route) => !known.has(route)).map((route) => `${route} has no policy`),
    ...[...known].filter((route) => !live.has(route)).map((route) => `${route} has a policy, but is no route`),
    ...[...live]
      .filter((route) => !/\/media\/:id\/(:use\/)?:filename$/.test(route) && !described.has(shape(route)))
      .map((route) => `${route} is not described`),
  ]
}

async function describedRoutes(world: World): Promise<Set<string>> {
  const found = new Set<string>()
  for (const path of ['/openapi.json', '/openapi/content.json']) {
    const { paths } = (await world.asOwner('GET', path)).json() as { paths: Record<string, object> }
    for (const [url, methods] of Object.entries(paths))
      for (const method of Object.keys(methods)) found.add(shape(`${method.toUpperCase()} ${url}`))
  }
  return found
}

/** The content API describes one address for each type; folders have two addresses, of which one is described. */
function shape(route: string): string {
  return route
    .replaceAll(/\{\w+\}|:\w+/g, '*')
    .replace('/media/folders', '/folders')
    .replace(/(\/content\/v1\/(?:entries|query|singles))\/[a-zA-Z]+/, '$1/*')
}
