import { randomUUID } from 'node:crypto'
import type { Store } from '@verso/data'
import { goodPassword, goodPasswordHash } from '../support/test-app.ts'

export interface Heard {
  status: number
  headers: Record<string, string | string[] | undefined>
  // biome-ignore lint/suspicious/noExplicitAny: whoever asks knows what is answered
  body: any
}

/** Two servers over one database, asked as from outside; `at` says which. */
export interface House {
  store: Store
  secret: Buffer
  ask: (at: number, asked: Asked) => Promise<Heard>
}

export interface Asked {
  method: string
  path: string
  body?: object | undefined
  headers?: Record<string, string>
}

/** Where somebody is signed in. */
export interface Device {
  accessToken: string
  cookie: string
}

export interface Person {
  id: string
  email: string
  devices: Device[]
}

export const servers = [0, 1]

export async function anAccount({ store }: Pick<House, 'store'>, roles: string[]): Promise<Pick<Person, 'id' | 'email'>> {
  const id = randomUUID()
  const email = `${id}@example.org`
  await store.users.create({
    ...{ id, email, name: 'Somebody', passwordHash: goodPasswordHash, status: 'active', roles },
    ...{ preferences: {}, lastSeenAt: null, createdAt: new Date() },
  })
  return { id, email }
}

/** Somebody who is signed in on so many devices, at one server and the other. */
export async function aPerson(house: House, roles: string[], devices = 3): Promise<Person> {
  const account = await anAccount(house, roles)
  const signedIn: Device[] = []
  for (let device = 0; device < devices; device += 1) signedIn.push(await signIn(house, device % servers.length, { email: account.email }))
  return { ...account, devices: signedIn }
}

export async function signIn(
  house: House,
  at: number,
  { email, password = goodPassword }: { email: string; password?: string },
): Promise<Device> {
  const heard = await house.ask(at, { method: 'POST', path: '/admin/v1/sessions', body: { email, password } })
  if (heard.status !== 201) throw new Error(`Signing in was answered ${heard.status}: ${JSON.stringify(heard.body)}`)
  return deviceOf(heard)
}

/** What a device holds after an answer that signs it in. */
export function deviceOf({ body, headers }: Heard): Device {
  const [cookie = ''] = [headers['set-cookie']].flat()
  return { accessToken: body.accessToken, cookie: cookie.split(';', 1)[0] ?? '' }
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}
