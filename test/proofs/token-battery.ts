import { deriveKey } from '@verso/core'
import { forgedTokens, goodToken } from './forged-tokens.ts'
import { type Asked, aPerson, bearer, type House, servers } from './session-house.ts'

/** Tokens that are none, in every place where a credential could stand, at both servers. */
export async function runBattery(house: House): Promise<{ tokens: number; faults: string[] }> {
  const person = await aPerson(house, ['owner'], 1)
  const [device] = person.devices
  const accessToken = device?.accessToken ?? ''
  const { sid } = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString())
  const good = { userId: person.id, sessionId: sid, key: deriveKey(house.secret, 'access-token') }
  const faults: string[] = []
  const me = { method: 'GET', path: '/admin/v1/me' }
  const expectStatus = async (name: string, asked: Asked, expected: number) => {
    for (const at of servers) {
      const { status } = await house.ask(at, asked)
      if (status !== expected) faults.push(`${name}, at server ${at}: ${status}, expected ${expected}`)
    }
  }
  await expectStatus('what the server itself signs', { ...me, headers: bearer(goodToken(good)) }, 200)
  const forged = forgedTokens(good)
  for (const { name, token } of forged) await expectStatus(name, { ...me, headers: bearer(token) }, 401)

  const refreshToken = device?.cookie.split('=')[1] ?? ''
  const misplaced: [string, Asked, number][] = [
    ['the refresh token as a bearer', { ...me, headers: bearer(refreshToken) }, 401],
    ['the cookie in place of the header', { ...me, headers: { cookie: device?.cookie ?? '' } }, 401],
    ['the access token in a cookie', { ...me, headers: { cookie: `verso_refresh=${accessToken}; access_token=${accessToken}` } }, 401],
    ['the access token in the address', { ...me, path: `/admin/v1/me?access_token=${accessToken}` }, 401],
    [
      'the access token in another header',
      { ...me, headers: { 'x-access-token': accessToken, 'proxy-authorization': `Bearer ${accessToken}` } },
      401,
    ],
    ['another scheme', { ...me, headers: { authorization: `Token ${accessToken}` } }, 401],
    ['two in one header', { ...me, headers: { authorization: `Bearer ${accessToken}, Bearer ${accessToken}` } }, 400],
    ['an access token at the other door', { method: 'GET', path: '/content/v1/model', headers: bearer(accessToken) }, 401],
    [
      'the access token as the refresh cookie',
      { method: 'POST', path: '/admin/v1/sessions/refresh', headers: { cookie: `verso_refresh=${accessToken}` } },
      401,
    ],
  ]
  for (const [name, asked, expected] of misplaced) await expectStatus(name, asked, expected)
  await expectStatus('the good one after all of it', { ...me, headers: bearer(accessToken) }, 200)
  return { tokens: forged.length + misplaced.length, faults }
}
