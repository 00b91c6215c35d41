import { pauseWebhook, publishEntry, publishRelease, saveEntry } from '@verso/core'
import type { InjectOptions } from 'fastify'
import t, { type Test } from 'tap'
import { elsewhere, silent, stateOf, toldOf } from '../proofs/audit-rows.ts'
import { readPolicy } from '../proofs/rights-policy.ts'
import { requestOf } from '../proofs/rights-requests.ts'
import { type Made, thingsOf } from '../proofs/rights-things.ts'
import { aPerson, type Caller, makeWorld, type World } from '../proofs/rights-world.ts'
import { goodPassword } from '../support/test-app.ts'

const { principals, policies } = readPolicy()
const writes = ['POST', 'PUT', 'PATCH', 'DELETE']
const asking = ['owner', 'viewer']

t.test('every writing route tells the audit what it did, once; who may not is told of as refused, and what fails as nothing', async (t) => {
  const world = await makeWorld(principals.filter(({ name }) => asking.includes(name)))
  t.teardown(world.close)
  const routes = world.routes.map(({ method, url }) => `${method} ${url}`)
  const writing = routes.filter((route) => writes.includes(route.split(' ')[0] ?? '') && route.includes(' /admin/v1/'))
  const known = [toldOf, silent, elsewhere].flatMap((rows) => Object.keys(rows))
  t.same(writing.filter((route) => !known.includes(route)).sort(), [], 'no route is left out')
  t.same(known.filter((route) => !routes.includes(route)).sort(), [], 'nothing is said of a route that is none')

  for (const route of [...writing.filter((name) => !lastOfAll.includes(name)), ...lastOfAll])
    if (elsewhere[route] === undefined) await t.test(route, (t) => walk(t, world, route))
})

/** By these the asker ends sessions, and at last the one that they ask by. */
const lastOfAll = ['DELETE /admin/v1/sessions/:id', 'DELETE /admin/v1/sessions', 'DELETE /admin/v1/sessions/current']

async function walk(t: Test, world: World, route: string) {
  const [owner, viewer] = [callerOf(world, 'owner'), callerOf(world, 'viewer')]
  const made = await thingFor(world, owner, route)
  const request = await goodRequest(world, { route, caller: owner, made })

  const policy = policies.find((one) => one.route === route)
  const isRefused = policy?.needs.some((need) => !['open', 'signed in', 'person', 'read', 'files'].includes(need)) === true
  if (isRefused) {
    const refused = await world.app.inject({ ...request, headers: { ...request.headers, ...viewer.headers } })
    t.equal(refused.statusCode, 403, refused.body)
    t.match(
      await rowsOf(world, refused),
      [{ action: 'access.refuse', outcome: 'refused', actorId: viewer.id }],
      'the refusal alone is told',
    )
  }

  const done = await world.app.inject({ ...request, headers: { ...request.headers, ...owner.headers } })
  t.ok(done.statusCode < 300, `${done.statusCode} ${done.body.slice(0, 300)}`)
  const rows = await rowsOf(world, done)
  const [actions = '', sides = ''] = (toldOf[route] ?? '').split(':')
  t.same(
    rows.map(({ action }) => action),
    words(actions),
  )
  const [first] = rows
  if (first === undefined) return
  t.same(
    words('before after').filter((side) => first[side as 'before'] !== null),
    words(sides),
    JSON.stringify([first.before, first.after]),
  )
  t.match(first, { outcome: 'done', actorKind: 'user', address: '127.0.0.1' })
  if (route !== 'POST /admin/v1/sessions') t.match(first, { actorId: owner.id, actorName: String })

  if (policy?.about !== '' && policy !== undefined) {
    const absent = thingsOf(world, owner, policy.about).find(({ state }) => state === 'absent')
    const failed = await world.app.inject(
      withHeaders(await requestOf(world, { route, caller: owner, made: (await absent?.make()) ?? {} }), owner),
    )
    t.equal(failed.statusCode, 404, failed.body)
    t.same(await rowsOf(world, failed), [], 'what fails is told of as nothing')
  }
}

function callerOf({ callers }: World, name: string): Caller {
  const found = callers.find((caller) => caller.name === name)
  if (found === undefined) throw new Error(`Nobody asks as ${name}`)
  return found
}

function withHeaders(request: InjectOptions, { headers }: Caller): InjectOptions {
  return { ...request, headers: { ...request.headers, ...headers } }
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '')
}

async function thingFor(world: World, owner: Caller, route: string): Promise<Made> {
  const about = policies.find((policy) => policy.route === route)?.about ?? ''
  if (about === '') return {}
  const things = thingsOf(world, owner, about)
  const wanted = stateOf[route] === undefined ? ['draft', 'other', 'there'] : [stateOf[route]]
  const made = await things.find(({ state }) => wanted.includes(state ?? ''))?.make()
  if (made === undefined) throw new Error(`${about} has none of the states ${wanted.join(', ')}`)
  return withMore(world, route, made)
}

/** What has to have happened to it before. */
async function withMore(world: World, route: string, made: Made): Promise<Made> {
  const { owner, store } = world
  const id = made.id ?? ''
  if (route.endsWith('/discard') || route.endsWith('/revisions/:number/restore')) {
    const { row } = await saveEntry(owner, id, { fields: { body: 'Open to change' }, baseRevision: Number(made.revision) })
    return { ...made, revision: String(row.revision) }
  }
  if (route.endsWith('/translations/confirm'))
    for (const [index, title] of [{ en: 'One', de: 'Eins' }, { en: 'Two' }].entries())
      await saveEntry(owner, id, { fields: { title }, baseRevision: Number(made.revision) + index })
  if (route.endsWith('/webhooks/:id/resume')) await pauseWebhook(owner, id)
  if (route.endsWith('/webhooks/:id/skip')) await publishEntry(owner, await anId(world, callerOf(world, 'owner'), 'entry'))
  if (route.endsWith('/releases/:id/revert')) await publishRelease(owner, id)
  if (route.endsWith('/users/:id/second-factor'))
    await store.transaction(async (tx) => {
      const [secret, at] = [Buffer.alloc(40), new Date()]
      await tx.secondFactors.begin(id, secret, at)
      await tx.secondFactors.confirm(id, secret, at)
    })
  return made
}

/** As the matrix asks, but about something that is there. */
async function goodRequest(world: World, { route, caller, made }: { route: string; caller: Caller; made: Made }): Promise<InjectOptions> {
  const request = await requestOf(world, { route, caller, made })
  if (route === 'POST /admin/v1/entries/bulk')
    return { ...request, payload: { action: 'publish', ids: [await anId(world, caller, 'entry')] } }
  if (route === 'POST /admin/v1/entries/:id/move') return { ...request, payload: { parent: world.someEntryId } }
  if (route === 'PATCH /admin/v1/webhooks/:id') return { ...request, payload: { name: `${made.id} renamed` } }
  if (route === 'POST /admin/v1/webhooks/:id/skip') return { ...request, payload: { toSeq: Number(await world.store.log.seq()) } }
  if (route === 'PATCH /admin/v1/settings') return { ...request, payload: { trashDays: 31 } }
  if (route === 'POST /admin/v1/media/bulk') {
    return { ...request, payload: { action: 'edit', ids: [await anId(world, caller, 'file')], addTags: ['a'] } }
  }
  if (route === 'POST /admin/v1/sessions') {
    const id = await aPerson(world, ['viewer'])
    return { ...request, payload: { email: `${id}@example.org`, password: goodPassword } }
  }
  return request
}

async function anId(world: World, caller: Caller, about: string): Promise<string> {
  const made = await thingsOf(world, caller, about)
    .find(({ state }) => ['draft', 'other'].includes(state))
    ?.make()
  return made?.id ?? ''
}

async function rowsOf({ store }: World, reply: { headers: Record<string, unknown> }) {
  const rows = await store.audit.list({ limit: 50 })
  return rows.flatMap(({ id: _, ...row }) => (row.requestId === reply.headers['x-request-id'] ? [row] : [])).reverse()
}
