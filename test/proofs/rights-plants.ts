import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  createEntry,
  createMedia,
  createRelease,
  createToken,
  createUser,
  issueResetLink,
  receiveMedia,
  systemContext,
  trashEntry,
} from '@verso/core'
import type { LightMyRequestResponse } from 'fastify'
import { formsOf } from '../support/hold-secrets.ts'
import { aSecondFactor } from '../support/second-factor.ts'
import type { Hidden } from './rights-policy.ts'
import { aPerson, type Caller, closedWord, type World } from './rights-world.ts'

/** A word that stands in one place alone. */
export interface Plant extends Hidden {
  /** Whole, and a part of it to ask by, so that an answer that only repeats the question says nothing. */
  word: string
  part: string
  /** Of the entry or file that it stands in. */
  id: string
  forms: string[]
}

/** Plants a word in every place that the policy names; credentials are held by the app itself from here on, whoever asks. */
export async function plantAll(world: World, hidden: Hidden[]): Promise<Plant[]> {
  const credentials = await plantCredentials(world)
  const contents = await plantContents(world)
  const planted = new Map([...credentials.map((what) => [what, null] as const), ...contents])
  const left = [
    ...hidden.filter(({ what }) => !planted.has(what)).map(({ what }) => what),
    ...[...planted.keys()].filter(isUnnamed(hidden)),
  ]
  if (left.length > 0) throw new Error(`Planted or named alone: ${left.join(', ')}`)
  return hidden.flatMap(({ what, seenBy }) => {
    const made = planted.get(what) ?? null
    return made === null ? [] : [{ what, seenBy, ...made, part: made.word.slice(0, -6), forms: formsOf(made.word) }]
  })
}

function isUnnamed(hidden: Hidden[]): (what: string) => boolean {
  return (what) => !hidden.some((one) => one.what === what)
}

async function plantCredentials(world: World): Promise<string[]> {
  const { plant, store, owner, asOwner, someEntryId } = world
  const found: [string, string][] = []
  const passwordHash = `$argon2id$v=19$m=65536,t=3,p=1$${randomBytes(16).toString('base64url')}$${randomBytes(32).toString('base64url')}`
  const someone = await aPerson(world, ['viewer'])
  await store.users.update(someone, { passwordHash })
  found.push(['hash of a password', passwordHash])
  const person = await world.signInAs('viewer')
  const { secret, recoveryCodes } = await aSecondFactor(world, person)
  found.push(['seed of a second factor', secret], ['refresh token', person.cookie.split('=')[1] ?? ''])
  for (const code of recoveryCodes) found.push(['recovery code', code])
  found.push(['secret of a token', (await createToken(owner, { name: 'Planted', kind: 'content', types: ['*'] })).text])
  const clientSecret = randomBytes(20).toString('hex')
  await asOwner('POST', '/identity-providers', {
    name: 'planted',
    label: 'P',
    issuer: 'https://id.example.org',
    clientId: 'verso',
    clientSecret,
  })
  found.push(['secret of a provider', clientSecret])
  const hook = (await asOwner('POST', '/webhooks', { name: 'planted', url: 'http://1.1.1.1/' })).json()
  found.push(['secret of a webhook', hook.secret])
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const { url } = (await asOwner('POST', `/entries/${someEntryId}/preview-links`, { locale: 'en', expiresAt })).json()
  found.push(['link to a preview', /[?&]preview=([^&]+)/.exec(String(url))?.[1] ?? String(url)])
  const { invitationUrl } = (
    await asOwner('POST', '/users', { email: `${someone}@example.com`, name: 'Invited', roles: ['viewer'] })
  ).json()
  found.push(['invitation', /#token=(.+)$/.exec(invitationUrl)?.[1] ?? ''])
  found.push(['link to a new password', (await issueResetLink(systemContext(world.base), someone)).token])
  for (const [what, text] of found) {
    if (text.length < 10) throw new Error(`${what} is no text to look for: "${text}"`)
    plant(what, text)
  }
  // Held from the beginning.
  return [...new Set(found.map(([what]) => what)), 'master secret']
}

type Made = Pick<Plant, 'word' | 'id'>

async function plantContents(world: World): Promise<Map<string, Made>> {
  const { owner } = world
  const words = Array.from({ length: 9 }, () => `w${randomBytes(12).toString('hex')}`)
  const [title = '', body = '', note = '', trashed = '', secret = '', release = '', person = '', token = '', bytes = ''] = words
  const entry = async (type: string, fields: object) => (await createEntry(owner, { type, fields })).row.id
  const id = await entry('article', { title: { en: title }, body: `${closedWord} ${body}`, secret })
  const trashedId = await entry('article', { title: { en: trashed }, body: closedWord })
  await trashEntry(owner, trashedId)
  await createRelease(owner, { name: release })
  await createUser(owner, { email: `${person.slice(0, 8)}@example.com`, name: person, roles: ['viewer'] }, { hasMail: true })
  await createToken(owner, { name: token, kind: 'content', types: ['*'] })
  const file = await receiveMedia(owner, { stream: Readable.from([bytes]), filename: 'private.txt', declaredType: 'text/plain' })
  const { uploaded } = await createMedia(owner, [file], { private: true })
  return new Map([
    ['title of a closed draft', { word: title, id }],
    ['body of a closed draft', { word: body, id }],
    ['title of a draft of a note', { word: note, id: await entry('note', { title: { en: note }, body: closedWord }) }],
    ['title in the trash', { word: trashed, id: trashedId }],
    ['private field', { word: secret, id }],
    ['name of a release', { word: release, id }],
    ['name of a person', { word: person, id }],
    ['name of a token', { word: token, id }],
    ['bytes of a private file', { word: bytes, id: uploaded[0]?.media.id ?? '' }],
  ])
}

/** The planted words that an answer says to somebody who is to find none. */
export function saidOf(plants: Plant[], { headers, body }: Pick<LightMyRequestResponse, 'headers' | 'body'>, caller: Caller): string[] {
  const text = `${JSON.stringify(headers)}\n${body}`
  return plants
    .filter(({ forms, seenBy }) => !seenBy.includes(caller.name) && forms.some((form) => text.includes(form)))
    .map(({ what }) => what)
}

/** Everybody asks for every word at every door; whoever may see it is also shown it somewhere, or asking would prove nothing. */
export async function lookForPlants({ app, callers }: World, plants: Plant[]): Promise<{ asked: number; faults: string[] }> {
  const faults: string[] = []
  let asked = 0
  for (const plant of plants) {
    const finders = new Set<string>()
    for (const caller of callers)
      for (const url of addressesOf(plant)) {
        const reply = await app.inject({ url, headers: caller.headers })
        asked += 1
        if (reply.statusCode >= 500) faults.push(`${url} as ${caller.name}: ${reply.statusCode}`)
        faults.push(...saidOf(plants, reply, caller).map((what) => `${url} tells ${caller.name} the ${what}`))
        if (reply.body.includes(plant.word)) finders.add(caller.name)
      }
    for (const name of plant.seenBy) if (!finders.has(name)) faults.push(`${name} may see the ${plant.what}, and finds it nowhere`)
  }
  return { asked, faults }
}

function addressesOf({ part, id }: Plant): string[] {
  const contains = (field: string) => `filter[${field}][contains]=${part}`
  const graph = encodeURIComponent(`{ articles(filter: { title: { contains: "${part}" } }) { totalCount nodes { _id title } } }`)
  return [
    ...['article', 'note'].flatMap((type) => [
      ...['title', 'body', 'secret'].map((field) => `/admin/v1/entries?type=${type}&${contains(field)}`),
      `/admin/v1/entries?type=${type}&filter[_status]=trashed&limit=250`,
      `/content/v1/entries/${type}?${contains('title')}`,
      `/content/v1/entries/${type}?perspective=drafts&${contains('title')}`,
      `/content/v1/entries/${type}?perspective=drafts&${contains('body')}`,
      `/content/v1/entries/${type}?perspective=drafts&search=${part}`,
      `/content/v1/entries/${type}/${id}?perspective=drafts`,
    ]),
    ...['', '/revisions', '/revisions/1', '/compare?from=1&to=draft', '/usages'].map((tail) => `/admin/v1/entries/${id}${tail}`),
    ...[
      '/home',
      '/releases?limit=250',
      '/users?limit=250',
      '/tokens?limit=250',
      '/audit?limit=100',
      '/audit?limit=100&action=token.create',
    ],
    `/search?q=${part}`,
    `/entries/cards?ids=${id}`,
    `/media/${id}`,
    `/content/v1/entries?ids=${id}`,
    `/content/v1/graphql?query=${graph}`,
    '/content/v1/sync?limit=1000',
    '/content/v1/events?limit=250',
    `/content/v1/media/${id}`,
    `/files/${id}`,
  ].map((path) => (/^\/(admin|content)\//.test(path) ? path : path.startsWith('/files/') ? `/media/${id}/private.txt` : `/admin/v1${path}`))
}
