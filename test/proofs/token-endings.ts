import { setTimeout as sleep } from 'node:timers/promises'
import { type Asked, aPerson, bearer, type Device, type House, type Person, servers } from './session-house.ts'

interface Tokens {
  content: string
  admin: string
  ids: { content: string; admin: string }
}

interface TokenEnding {
  name: string
  take: (act: { house: House; maker: Person; administrator: Device; tokens: Tokens; at: number }) => Promise<unknown>
  /** What the token for content, then that for administration, are to be answered in the end. */
  expected: [number, number]
}

/** By an access token; a route is written as `GET /me`. */
function by(device: Device | undefined, route: string, body?: object): Asked {
  const [method = '', path = ''] = route.split(' ')
  return { method, path: `/admin/v1${path}`, body, headers: bearer(device?.accessToken ?? '') }
}

const both = (tokens: Tokens) => [tokens.ids.content, tokens.ids.admin]

const endings: TokenEnding[] = [
  {
    name: 'revoking',
    take: async ({ house, administrator, tokens, at }) => {
      for (const id of both(tokens)) await house.ask(at, by(administrator, `DELETE /tokens/${id}`))
    },
    expected: [401, 401],
  },
  {
    name: 'a new secret without overlap',
    take: async ({ house, administrator, tokens, at }) => {
      for (const id of both(tokens)) await house.ask(at, by(administrator, `POST /tokens/${id}/rotate`, {}))
    },
    expected: [401, 401],
  },
  {
    name: 'disabling its maker',
    take: ({ house, maker, administrator, at }) => house.ask(at, by(administrator, `PATCH /users/${maker.id}`, { status: 'disabled' })),
    expected: [401, 401],
  },
  {
    name: 'erasing its maker',
    take: ({ house, maker, administrator, at }) => house.ask(at, by(administrator, `POST /users/${maker.id}/erase`, {})),
    expected: [401, 401],
  },
  {
    name: 'demoting its maker',
    take: ({ house, maker, administrator, at }) => house.ask(at, by(administrator, `PATCH /users/${maker.id}`, { roles: ['viewer'] })),
    // Who reads everything still does; what one manages is gone.
    expected: [200, 403],
  },
]

/** What is promised for verdicts that are remembered, and how much later the slowest machine may find that out. */
const longestMs = 1_000

/** Every end of a token, at both servers: for administration by the next request, for content within a second. */
export async function runTokenEndings(house: House): Promise<{ endings: number; slowestMs: number; faults: string[] }> {
  const faults: string[] = []
  let slowestMs = 0
  const owner = await aPerson(house, ['owner'], 1)
  const [administrator] = owner.devices
  if (administrator === undefined) throw new Error('Nobody manages anything')
  await house.ask(0, by(administrator, 'POST /types', { name: 'ending', fields: [{ name: 'title', kind: 'text' }] }))
  for (const at of servers)
    for (const { name, take, expected } of endings) {
      const maker = await aPerson(house, ['administrator'], 1)
      const tokens = await tokensOf(house, maker)
      const look = async (where: number) => [await contentStatus(house, where, tokens), await adminStatus(house, where, tokens)]
      for (const where of servers) if (String(await look(where)) !== '200,200') faults.push(`${name}: the tokens are no good before it`)
      await take({ house, maker, administrator, tokens, at })
      const endedAt = performance.now()
      for (const where of servers) {
        const status = await adminStatus(house, where, tokens)
        if (status !== expected[1]) faults.push(`${name}, at server ${at}: the admin token is answered ${status} at server ${where}`)
      }
      for (const where of servers) {
        const lastMs = await lastAnswerOtherThan(expected[0], () => contentStatus(house, where, tokens), endedAt)
        slowestMs = Math.max(slowestMs, lastMs)
        if (lastMs > longestMs)
          faults.push(`${name}, at server ${at}: server ${where} took the content token ${lastMs.toFixed(0)} ms later`)
      }
    }
  return { endings: endings.length, slowestMs, faults }
}

/** When the last request was sent that was still answered otherwise, counted from the end; 0 where there was none. */
async function lastAnswerOtherThan(status: number, look: () => Promise<number>, endedAt: number): Promise<number> {
  let lastMs = 0
  // So often that it would be seen if it came back.
  for (let good = 0; good < 3; ) {
    const askedMs = performance.now() - endedAt
    if ((await look()) === status) good += 1
    else [good, lastMs] = [0, askedMs]
    if (askedMs > 20 * longestMs) return askedMs
    await sleep(50)
  }
  return lastMs
}

async function tokensOf(house: House, { devices }: Person): Promise<Tokens> {
  const make = async (wish: object) => (await house.ask(0, by(devices[0], 'POST /tokens', { name: 'Token', ...wish }))).body
  const [content, admin] = [await make({ kind: 'content', types: ['ending'] }), await make({ kind: 'admin' })]
  return { content: content.token, admin: admin.token, ids: { content: content.id, admin: admin.id } }
}

async function contentStatus(house: House, at: number, { content }: Tokens): Promise<number> {
  return (await house.ask(at, { method: 'GET', path: '/content/v1/entries/ending', headers: bearer(content) })).status
}

async function adminStatus(house: House, at: number, { admin }: Tokens): Promise<number> {
  return (await house.ask(at, { method: 'GET', path: '/admin/v1/releases', headers: bearer(admin) })).status
}
