import { owner, type RunningHouse } from './a-verso.ts'
import { fetch } from '../support/held-fetch.ts'

export interface Owner {
  ask: <T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => Promise<T>
}

/** The owner with a session of their own beside the browsers', for what a journey finds in place and for what it looks up. */
export async function asOwner({ url }: RunningHouse): Promise<Owner> {
  const { accessToken } = await send<{ accessToken: string }>(`${url}/admin/v1/sessions`, 'POST', { body: owner })
  return { ask: (method, path, body) => send(`${url}/admin/v1${path}`, method, { body, authorization: `Bearer ${accessToken}` }) }
}

async function send<T>(address: string, method: string, given: { body: object | undefined; authorization?: string }): Promise<T> {
  const answer = await fetch(address, {
    method,
    headers: {
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(given.authorization === undefined ? {} : { authorization: given.authorization }),
    },
    body: given.body === undefined ? null : JSON.stringify(given.body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${address} was refused: ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}
