import type { Test } from 'tap'
import { type OidcAccount, startOidcServer } from './oidc-server.mjs'
import { cookieOf, testApp } from './test-app.ts'

export const returnUrl = 'http://localhost:4000/admin/sign-in/house'
const client = { id: 'verso', secret: 'a secret of a client, long enough' }
export const ada: OidcAccount = { sub: 'ada', email: 'Ada@Example.org', email_verified: true, name: 'Ada Lovelace', groups: ['writers'] }

/** Both APIs, and a provider on this machine that the house trusts on some terms. */
export async function withProvider(t: Test, terms: object = {}) {
  const house = await testApp(t, { outboundAllow: ['127.0.0.0/8'] })
  const provider = await startOidcServer({ ...client, returnUrls: [returnUrl] })
  t.teardown(provider.close)
  const owner = await house.signInAs('owner')
  const wish = { name: 'house', label: 'House', issuer: provider.issuer, clientId: client.id, clientSecret: client.secret, ...terms }
  const made = await owner.ask('POST', '/identity-providers', wish)
  t.equal(made.statusCode, 201, made.body)

  async function begin() {
    const begun = await house.ask('POST', '/sessions/oidc/house/options')
    t.equal(begun.statusCode, 200, begun.body)
    return { url: begun.json().url as string, cookie: cookieOf(begun) }
  }

  async function signIn(account: OidcAccount) {
    const { url, cookie } = await begin()
    return finish((await provider.visit(url, account)).search, cookie)
  }

  function finish(query: string, cookie: string, more: object = {}) {
    return house.ask('POST', '/sessions/oidc/house/verify', { query, ...more }, { cookie })
  }

  async function refusals() {
    const rows = await house.store.audit.list({ limit: 50, filter: { action: 'session.create', outcome: 'refused' } })
    return rows.map(({ after }) => after as { reason: string; detail?: string })
  }

  return { ...house, owner, provider, made: made.json(), begin, signIn, finish, refusals }
}
