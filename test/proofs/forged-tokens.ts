import { createHmac, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** What a good access token holds, and the key that it is signed with. */
export interface Good {
  userId: string
  sessionId: string
  key: Buffer
}

export interface Forged {
  name: string
  token: string
}

type Part = Record<string, unknown>

/** An access token as the server itself makes it, with some of it otherwise. */
function signed(
  { key, ...who }: Good,
  { header = {}, claims = {}, hash = 'sha256' }: { header?: Part; claims?: Part; hash?: string } = {},
): string {
  const head = partOf({ alg: 'HS256', typ: 'at+jwt', ...header })
  const body = partOf({ ...goodClaims(who), ...claims })
  return `${head}.${body}.${createHmac(hash, key).update(`${head}.${body}`).digest('base64url')}`
}

function goodClaims({ userId, sessionId }: Pick<Good, 'userId' | 'sessionId'>): Part {
  const now = Math.floor(Date.now() / 1000)
  return { sub: userId, sid: sessionId, iss: 'verso', aud: 'verso-admin', iat: now, exp: now + 600 }
}

function partOf(part: Part): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

/** One that has to be taken, so that the refusal of the others says something. */
export function goodToken(good: Good): string {
  return signed(good)
}

/** Tokens that look like an access token, and are none. */
export function forgedTokens(good: Good): Forged[] {
  return [...byAlgorithm(good), ...byHeader(good), ...byClaims(good), ...byShape(good)]
}

function byAlgorithm(good: Good): Forged[] {
  const body = partOf(goodClaims(good))
  const none = ['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg) => {
    const head = partOf({ alg, typ: 'at+jwt' })
    const signature = signed(good).split('.')[2]
    return [`${head}.${body}.`, `${head}.${body}`, `${head}.${body}.${signature}`].map((token, index) => ({
      name: `alg ${alg || 'empty'} ${index}`,
      token,
    }))
  })
  const otherHashes = ['384', '512'].flatMap((bits) => [
    { name: `HS${bits} with the right key`, token: signed(good, { header: { alg: `HS${bits}` }, hash: `sha${bits}` }) },
    { name: `HS${bits} that says HS256`, token: signed(good, { hash: `sha${bits}` }) },
  ])
  const names = ['RS256', 'RS512', 'PS256', 'ES256', 'EdDSA', 'HS257', 'hs256']
  const renamed = names.map((alg) => ({ name: `${alg} over an HMAC`, token: signed(good, { header: { alg } }) }))
  return [
    ...none,
    ...otherHashes,
    ...renamed,
    { name: 'RS256 with a key of one’s own', token: signedByRsa(good, rsa.privateKey, { alg: 'RS256' }) },
  ]
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

function signedByRsa(good: Good, key: KeyObject, header: Part): string {
  const text = `${partOf({ typ: 'at+jwt', ...header })}.${partOf(goodClaims(good))}`
  return `${text}.${createSign('sha256').update(text).sign(key, 'base64url')}`
}

/** The header says by which key it is to be believed. */
function byHeader(good: Good): Forged[] {
  const jwk = rsa.publicKey.export({ format: 'jwk' })
  const secret = randomBytes(32)
  const headers: [string, Part][] = [
    ['jwk', { jwk: { kty: 'oct', k: secret.toString('base64url') } }],
    ['kid into the file system', { kid: '../../../../dev/null' }],
    ['kid into a statement', { kid: "x' union select 'key" }],
    ['jku', { jku: 'http://127.0.0.1:9/keys.json' }],
    ['x5u', { x5u: 'http://127.0.0.1:9/certificate.pem' }],
    ['x5c', { x5c: ['AAAA'] }],
  ]
  return [
    ...headers.flatMap(([name, header]) => [
      { name, token: signed({ ...good, key: secret }, { header }) },
      { name: `${name}, signed with nothing`, token: signed({ ...good, key: Buffer.alloc(0) }, { header }) },
    ]),
    { name: 'jwk of an RSA key', token: signedByRsa(good, rsa.privateKey, { alg: 'RS256', jwk }) },
    { name: 'a key of text', token: signed({ ...good, key: Buffer.from('secret') }) },
    { name: 'the key as text', token: signed({ ...good, key: Buffer.from(good.key.toString('base64url')) }) },
    ...['JWT', 'at+JWT ', 'refresh', '', null, undefined, ['at+jwt']].map((typ) => ({
      name: `typ ${JSON.stringify(typ)}`,
      token: signed(good, { header: { typ } }),
    })),
  ]
}

/** Signed with the right key, as a token for something else might be. */
function byClaims(good: Good): Forged[] {
  const now = Math.floor(Date.now() / 1000)
  const odd: Part[] = [
    ...['verso', '', null, undefined, 'verso-admin ', ['other'], {}].map((aud) => ({ aud })),
    ...['Verso', '', null, undefined, 'https://verso', ['other']].map((iss) => ({ iss })),
    ...[now - 1, now - 600, 0, -1, null, undefined, String(now + 600), true, [], {}, 'tomorrow'].map((exp) => ({ exp })),
    ...[now + 600, String(now + 600), [], 'tomorrow'].map((nbf) => ({ nbf })),
    ...[null, undefined, String(now), [], {}].map((iat) => ({ iat })),
    ...[good.sessionId, null, undefined, '', 5, [good.userId], { id: good.userId }, good.userId.toUpperCase()].map((sub) => ({ sub })),
    ...[good.userId, null, undefined, '', 5, [good.sessionId], `${good.sessionId} `, '00000000-0000-7000-8000-000000000000'].map((sid) => ({
      sid,
    })),
  ]
  return odd.map((claims) => ({ name: JSON.stringify(claims, (_key, value) => value ?? String(value)), token: signed(good, { claims }) }))
}

function byShape(good: Good): Forged[] {
  const token = signed(good)
  const [head = '', body = '', signature = ''] = token.split('.')
  const other = signed({ ...good, key: randomBytes(32) })
  const richer = partOf({ ...goodClaims(good), sub: '00000000-0000-7000-8000-000000000000' })
  const tokens = [
    other,
    `${head}.${body}.${other.split('.')[2]}`,
    `${head}.${richer}.${signature}`,
    `${head}.${body}.${signature.slice(0, -4)}`,
    `${head}.${body.slice(0, -4)}.${signature}`,
    `${head}.${body}.`,
    `${head}.${body}`,
    `${body}.${signature}`,
    `.${body}.${signature}`,
    `${head}..${signature}`,
    '..',
    '.',
    `${token}.`,
    `${token}.${signature}`,
    `${token}.x.y`,
    `${head}.${body}.${'A'.repeat(43)}`,
    `${Buffer.from('{').toString('base64url')}.${body}.${signature}`,
    `${head}.${Buffer.from('null').toString('base64url')}.${signature}`,
    randomBytes(32).toString('base64url'),
  ]
  return tokens.map((forged, index) => ({ name: `shape ${index}`, token: forged }))
}
