import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import http from 'node:http'
import Provider from 'oidc-provider'

// In JavaScript, beside a declaration: the package has no types of its own, and what a test needs of it is said there.

export async function startOidcServer({ id, secret, returnUrls }) {
  const accounts = new Map()
  let here = null
  let current = null
  let tampering = null
  let disguise = null
  const server = http.createServer((request, response) => {
    if (request.url.startsWith('/.well-known') && disguise !== null) return changed(current.provider, request, response, disguise)
    if (request.url.startsWith('/token') && tampering !== null)
      return changed(current.provider, request, response, (body) => {
        if (body.id_token !== undefined) body.id_token = resigned(body.id_token, current.key, tampering)
      })
    if (request.url.startsWith('/interaction/'))
      return current.provider
        .interactionFinished(request, response, { login: { accountId: here } })
        .catch((error) => response.destroy(error))
    return current.provider.callback()(request, response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${server.address().port}`

  function expect(account) {
    accounts.set(account.sub, account)
    here = account.sub
  }

  function begin() {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' }
    current = { key: { privateKey, kid: jwk.kid }, provider: providerWith(issuer, { jwk, accounts, client: { id, secret, returnUrls } }) }
  }

  begin()
  return {
    issuer,
    rotateKey: begin,
    tamper: (change) => {
      tampering = change
    },
    disguise: (change) => {
      disguise = change
    },
    expect,
    async visit(url, account) {
      expect(account)
      return walk(url, returnUrls)
    },
    close: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()),
  }
}

function providerWith(issuer, { jwk, accounts, client }) {
  const provider = new Provider(issuer, {
    jwks: { keys: [jwk] },
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: client.returnUrls }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['a key of a test'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => accounts.get(sub) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
      grant.addOIDCScope('openid email profile groups')
      await grant.save()
      return grant
    },
  })
  return provider
}

/** Answers as the provider would, but for a change of its JSON. */
function changed(provider, request, response, change) {
  const chunks = []
  response.write = (chunk) => chunks.push(Buffer.from(chunk)) > 0
  const end = response.end.bind(response)
  response.end = (chunk) => {
    if (chunk !== undefined) chunks.push(Buffer.from(chunk))
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    change(body)
    const bytes = Buffer.from(JSON.stringify(body))
    response.setHeader('content-length', bytes.length)
    return end(bytes)
  }
  return provider.callback()(request, response)
}

function resigned(token, { privateKey }, change) {
  const [header, claims] = token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')))
  const parts = { header, claims, key: privateKey }
  change(parts)
  const text = [parts.header, parts.claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const signature = parts.header.alg === 'none' ? '' : createSign('sha256').update(text).sign(parts.key, 'base64url')
  return `${text}.${signature}`
}

async function walk(start, returnUrls) {
  const cookies = new Map()
  for (let url = new URL(start), hops = 0; hops < 10; hops += 1) {
    if (returnUrls.some((one) => url.href.startsWith(one))) return url
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`)
    url = new URL(location, url)
  }
  throw new Error('The provider leads nowhere')
}
