import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { goodPassword } from '../support/test-app.ts'
import { authenticator } from '../support/second-factor.ts'
import {
  type Asked,
  aPerson,
  bearer,
  type Device,
  deviceOf,
  type Heard,
  type House,
  type Person,
  servers,
  signIn,
} from './session-house.ts'

/** Everything that ends or narrows what a session may do, and whom it has to reach: by the next request, at every server. */
export interface Ending {
  name: string
  /** Does it at one of the servers; says how each device of the person is to be answered from then on. */
  take: (act: Act) => Promise<Expected>
}

interface Act {
  house: House
  person: Person
  administrator: Device
  /** At the server where it is done. */
  ask: (asked: Asked) => Promise<Heard>
}

/** By device, the status of a look at oneself, then of a look at the releases. */
type Expected = [number, number][]

const alive: [number, number] = [200, 200]
const dead: [number, number] = [401, 401]
const narrowed: [number, number] = [200, 403]
const nextPassword = 'walruses polish trombones'

/** By an access token; a route is written as `GET /me`. */
function by(device: Device | undefined, route: string, body?: object): Asked {
  return { ...asked(route), body, headers: bearer(device?.accessToken ?? '') }
}

function byCookie(device: Device | undefined, route: string): Asked {
  return { ...asked(route), headers: { cookie: device?.cookie ?? '' } }
}

function asked(route: string): Pick<Asked, 'method' | 'path'> {
  const [method = '', path = ''] = route.split(' ')
  return { method, path: `/admin/v1${path}` }
}

async function done(heard: Promise<Heard>): Promise<Heard> {
  const { status, headers, body } = await heard
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return { status, headers, body }
}

/** How it is done is that of the contract; whom it reaches, what is promised. */
export const endings: Ending[] = [
  {
    name: 'signing out by the access token',
    take: async ({ person: { devices }, ask }) => {
      await done(ask(by(devices[0], 'DELETE /sessions/current')))
      return [dead, alive, alive]
    },
  },
  {
    name: 'signing out by the cookie',
    take: async ({ person: { devices }, ask }) => {
      await done(ask(byCookie(devices[1], 'DELETE /sessions/current')))
      return [alive, dead, alive]
    },
  },
  {
    name: 'ending another device',
    take: async ({ person: { devices }, ask }) => {
      const { body } = await done(ask(by(devices[2], 'GET /sessions')))
      await done(ask(by(devices[0], `DELETE /sessions/${body.data.find(({ current }: { current: boolean }) => current).id}`)))
      return [alive, alive, dead]
    },
  },
  {
    name: 'ending all others',
    take: async ({ person: { devices }, ask }) => {
      await done(ask(by(devices[1], 'DELETE /sessions')))
      return [dead, alive, dead]
    },
  },
  {
    name: 'a used refresh token',
    take: async ({ person: { devices }, ask }) => {
      const renewed = deviceOf(await done(ask(byCookie(devices[0], 'POST /sessions/refresh'))))
      await ask(byCookie(devices[0], 'POST /sessions/refresh'))
      const again = await ask(byCookie(renewed, 'POST /sessions/refresh'))
      if (again.status !== 401) throw new Error(`The family lives on: ${again.status}`)
      devices.push(renewed)
      return [dead, alive, alive, dead]
    },
  },
  {
    name: 'one refresh token at both servers at once',
    take: async ({ house, person: { devices } }) => {
      const replies = await Promise.all(servers.map((at) => house.ask(at, byCookie(devices[0], 'POST /sessions/refresh'))))
      const statuses = replies.map(({ status }) => status).sort()
      if (String(statuses) !== '200,401') throw new Error(`They were answered ${statuses}`)
      for (const reply of replies) if (reply.status === 200) devices.push(deviceOf(reply))
      return [dead, alive, alive, dead]
    },
  },
  {
    name: 'disabling',
    take: async ({ person, administrator, ask }) => {
      await done(ask(by(administrator, `PATCH /users/${person.id}`, { status: 'disabled' })))
      return [dead, dead, dead]
    },
  },
  {
    name: 'disabling and enabling again',
    take: async ({ person, administrator, ask }) => {
      await done(ask(by(administrator, `PATCH /users/${person.id}`, { status: 'disabled' })))
      await done(ask(by(administrator, `PATCH /users/${person.id}`, { status: 'active' })))
      return [dead, dead, dead]
    },
  },
  {
    name: 'demotion',
    take: async ({ person, administrator, ask }) => {
      await done(ask(by(administrator, `PATCH /users/${person.id}`, { roles: ['viewer'] })))
      return [narrowed, narrowed, narrowed]
    },
  },
  {
    name: 'a new password',
    take: async ({ house, person: { devices, email }, ask }) => {
      await done(ask(by(devices[0], 'PATCH /me', { password: { current: goodPassword, new: nextPassword } })))
      for (const at of servers) {
        const { status } = await house.ask(at, { method: 'POST', path: '/admin/v1/sessions', body: { email, password: goodPassword } })
        if (status !== 401) throw new Error(`The old password is answered ${status}`)
      }
      devices.push(await signIn(house, 0, { email, password: nextPassword }))
      return [alive, dead, dead, alive]
    },
  },
  {
    name: 'a new password by a link',
    take: async ({ house, person: { id }, ask }) => {
      const token = randomBytes(32).toString('base64url')
      const hash = createHash('sha256').update(token).digest()
      const [createdAt, expiresAt] = [new Date(), new Date(Date.now() + 600_000)]
      await house.store.mailLinks.create({ id: randomUUID(), userId: id, kind: 'reset', hash, createdAt, expiresAt })
      const confirm = { method: 'POST', path: '/admin/v1/password-resets/confirm', body: { token, password: nextPassword } }
      await done(ask(confirm))
      for (const at of servers) if ((await house.ask(at, confirm)).status !== 410) throw new Error('The link is good twice')
      return [dead, dead, dead]
    },
  },
  {
    name: 'a second factor that is taken away',
    take: async ({ person, administrator, ask }) => {
      const { body } = await done(ask(by(person.devices[0], 'POST /me/second-factor', { kind: 'totp' })))
      await done(ask(by(person.devices[0], 'POST /me/second-factor/confirm', { code: authenticator(body.secret)() })))
      await done(ask(by(administrator, `DELETE /users/${person.id}/second-factor`)))
      return [dead, dead, dead]
    },
  },
  {
    name: 'a role that demands a second factor',
    take: async ({ administrator, ask }) => {
      await done(ask(by(administrator, 'PATCH /settings', { secondFactorRoles: ['editor'] })))
      return [narrowed, narrowed, narrowed]
    },
  },
  {
    name: 'a second factor where a role demands it',
    take: async ({ person, administrator, ask }) => {
      await done(ask(by(administrator, 'PATCH /settings', { secondFactorRoles: ['editor'] })))
      const { body } = await done(ask(by(person.devices[0], 'POST /me/second-factor', { kind: 'totp' })))
      await done(ask(by(person.devices[0], 'POST /me/second-factor/confirm', { code: authenticator(body.secret)() })))
      // What was opened without it ends.
      return [alive, dead, dead]
    },
  },
  {
    name: 'erasing somebody',
    take: async ({ person, administrator, ask }) => {
      await done(ask(by(administrator, `POST /users/${person.id}/erase`, {})))
      return [dead, dead, dead]
    },
  },
]

/** Each on three devices, done at one server and then at the other; both are asked at once afterwards. */
export async function runEndings(
  house: House,
  doneAt: readonly number[] = servers,
): Promise<{ endings: number; asked: number; faults: string[] }> {
  const faults: string[] = []
  let looks = 0
  for (const at of doneAt) {
    const owner = await aPerson(house, ['owner'], 1)
    const [administrator] = owner.devices
    if (administrator === undefined) throw new Error('Nobody manages anything')
    const look = async (device: Device, where: number): Promise<string> => {
      const seen: number[] = []
      for (const path of ['/me', '/releases']) seen.push((await house.ask(where, by(device, `GET ${path}`))).status)
      looks += seen.length
      return String(seen)
    }
    for (const { name, take } of endings) {
      const person = await aPerson(house, ['editor'])
      const tell = (text: string) => faults.push(`${name}, at server ${at}: ${text}`)
      for (const device of person.devices)
        for (const where of servers) if ((await look(device, where)) !== String(alive)) tell('before it not everybody was in')
      try {
        const expected = await take({ house, person, administrator, ask: (question) => house.ask(at, question) })
        const seen = await Promise.all(
          person.devices.flatMap((device, index) => servers.map(async (where) => ({ index, where, seen: await look(device, where) }))),
        )
        for (const one of seen)
          if (one.seen !== String(expected[one.index]))
            tell(`device ${one.index} is answered ${one.seen} at server ${one.where}, expected ${expected[one.index]}`)
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error))
      }
      await house.ask(at, by(administrator, 'PATCH /settings', { secondFactorRoles: [] }))
    }
  }
  return { endings: endings.length, asked: looks, faults }
}
