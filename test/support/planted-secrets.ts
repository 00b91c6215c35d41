import { createHash } from 'node:crypto'
import pg from 'pg'
// Not through the room's index: the harness has to start also while some part of it doesn't compile.
import { sealSecret as sealFactor } from '../../packages/core/src/people/factor/sealed-secret.ts'
import { sealProviderSecret } from '../../packages/core/src/people/providers/provider-secret.ts'
import { sealAnswer } from '../../packages/core/src/requests/answer.ts'
import { deriveKey, type KeyPurpose } from '../../packages/core/src/secrets.ts'
import { sealHeaders, sealSecret as sealHook } from '../../packages/core/src/webhooks/webhook-secrets.ts'

/** Stands in every secret that is planted, and nowhere else. Letters and digits alone, so that each encoding has one spelling of it. */
export const mark = 'vErs0PLANTEDsecret'

/** The master secret of the tests: what is planted encrypted is under its keys. */
export const plantedMaster = createHash('sha256').update(`${mark} master`).digest()

/** Whose the planted secrets are: somebody who can't sign in, of a name that nobody else has. */
const plantedUserId = '01939000-0000-7000-8000-0000005ec4e7'

/** Everything that the master secret is used for; a purpose that is new doesn't compile without standing here. */
const purposes: Record<KeyPurpose, true> = {
  ...{ 'access-token': true, check: true, 'kept-answers': true, 'preview-links': true, 'second-factors': true, passkeys: true },
  ...{ 'database-role': true, 'file-addresses': true, 'identity-providers': true, webhooks: true },
}

/** The master secret with all keys that are made of it. */
export function keysOf(master: Buffer): { what: string; key: Buffer }[] {
  const keys = Object.keys(purposes).map((purpose) => ({ what: `the key of ${purpose}`, key: deriveKey(master, purpose as KeyPurpose) }))
  return [{ what: 'the master secret', key: master }, ...keys]
}

/** A secret of letters and digits that says where it was planted. */
function secretOf(place: string): string {
  return `${mark}0${place.replace(/[^A-Za-z0-9]/g, '')}`
}

/** As many bytes as a hash has, of which the first can be read. */
function hashOf(place: string): Buffer {
  return Buffer.concat([Buffer.from(secretOf(place)), Buffer.alloc(32, '0')]).subarray(0, 32)
}

type Row = Record<string, unknown>

const webhookId = '01939000-0000-7000-8000-0000005ec4e8'
const key = (purpose: KeyPurpose) => deriveKey(plantedMaster, purpose)
const at = new Date('2026-01-01T00:00:00Z')
/** So late that nothing tidies it away. */
const until = new Date('2999-01-01T00:00:00Z')
const ownId = (end: string) => ({ id: `01939000-0000-7000-8000-0000005ec4${end}` })

const person: Row = {
  ...{
    id: plantedUserId,
    email: 'xyzzy@secrets.example',
    name: 'Xyzzy',
    status: 'disabled',
    roles: [],
    preferences: {},
    createdAt: at,
  },
  passwordHash: `$argon2id$v=19$m=65536,t=3,p=1$ppTnnhOfGoGKPbOv6yCdzA$${secretOf('User.passwordHash')}`,
}

/** A row in each table that keeps secrets. Those that are kept encrypted hold one that only who opens it can tell. */
function rows(): [table: string, row: Row][] {
  const userId = plantedUserId
  return [
    ['User', person],
    [
      'SecondFactor',
      { userId, secret: sealFactor(key('second-factors'), secretOf('SecondFactor.secret'), userId), confirmedAt: at, createdAt: at },
    ],
    ['RecoveryCode', { userId, hash: hashOf('RecoveryCode.hash') }],
    [
      'Passkey',
      {
        ...{ ...ownId('01'), userId, counter: 1, transports: ['internal'], name: 'Xyzzy', createdAt: at },
        ...{ credentialId: hashOf('Passkey.credentialId'), publicKey: hashOf('Passkey.publicKey') },
      },
    ],
    ['MailLink', { ...ownId('02'), userId, kind: 'reset', hash: hashOf('MailLink.hash'), createdAt: at, expiresAt: until }],
    [
      'Session',
      {
        ...{ ...ownId('03'), userId, device: 'Xyzzy', createdAt: at, lastSeenAt: at, expiresAt: until },
        ...{ refreshHash: hashOf('Session.refreshHash'), usedHashes: [hashOf('Session.usedHashes')] },
      },
    ],
    [
      'ApiToken',
      {
        ...{
          ...ownId('04'),
          name: 'Xyzzy',
          kind: 'content',
          prefix: 'vct_xyzzy',
          createdById: userId,
          createdAt: at,
          expiresAt: until,
        },
        ...{ types: [], locales: [], roles: [], allowedAddresses: [], previousUntil: until },
        ...{ secretHash: hashOf('ApiToken.secretHash'), previousHash: hashOf('ApiToken.previousHash') },
      },
    ],
    ['OneTimeCode', { ...ownId('05'), purpose: 'planted', hash: hashOf('OneTimeCode.hash'), expiresAt: until }],
    ['IdempotencyKey', keptAnswer()],
    [
      'IdentityProvider',
      {
        ...{ name: 'xyzzy', label: 'Xyzzy', issuer: 'https://xyzzy.example', clientId: 'verso', enabled: false, createdAt: at },
        ...{ policy: { ...noPolicy, scopes: ['openid'] } },
        clientSecret: sealProviderSecret(key('identity-providers'), secretOf('IdentityProvider.clientSecret'), 'xyzzy'),
      },
    ],
    ['Webhook', webhook()],
  ]
}

const noPolicy = {
  ...{ rolesClaim: null, roleMap: {}, defaultRoles: [], createAccounts: false, linkByEmail: false, emailDomains: [], asksForFactor: false },
}

function keptAnswer(): Row {
  const id = hashOf('IdempotencyKey.id')
  const answer = { status: 201, headers: {}, body: Buffer.from(JSON.stringify({ token: secretOf('IdempotencyKey.answer') })) }
  return { id, bodyHash: hashOf('IdempotencyKey.bodyHash'), answer: sealAnswer(key('kept-answers'), answer, id), at: until }
}

function webhook(): Row {
  const secret = (place: string) => sealHook(key('webhooks'), webhookId, `whsec_${secretOf(place)}`)
  return {
    ...{ id: webhookId, name: 'Xyzzy', nameKey: 'xyzzy', url: 'https://xyzzy.example/hook', mode: 'ordered', state: 'disabled' },
    ...{ events: ['*'], typeIds: [], locales: [], settings: {}, headerNames: ['X-Planted'], stateAt: at, createdAt: at },
    ...{ ownerKind: 'user', ownerId: plantedUserId, position: 0, previousUntil: until },
    ...{ secret: secret('Webhook.secret'), previousSecret: secret('Webhook.previousSecret') },
    headers: sealHeaders(key('webhooks'), webhookId, { 'X-Planted': secretOf('Webhook.headers') }),
  }
}

/** What is in a list beside what was planted. */
export function others<T extends { id: string }>(all: readonly T[]): T[] {
  const planted = rows().map(([, { id }]) => id)
  return all.filter(({ id }) => !planted.includes(id))
}

/** Plants a secret in every place of a database that keeps one. */
export async function plantSecrets(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    for (const [table, row] of rows()) {
      const [names, values] = [Object.keys(row), Object.values(row)]
      const places = names.map((_, index) => `$${index + 1}`).join(', ')
      await client.query(`insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${places})`, values)
    }
  } finally {
    await client.end()
  }
}
