import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  addReleaseItems,
  changeEntries,
  type Context,
  createEntry,
  createFolder,
  createLocale,
  createMedia,
  createPreviewLink,
  createRedirect,
  createRelease,
  createRole,
  createSchedule,
  createSnapshot,
  createToken,
  createType,
  createWebhook,
  deriveKey,
  listEntries,
  publishEntry,
  receiveMedia,
  testWebhook,
  trashEntry,
} from '@verso/core'
import sharp from 'sharp'
import type { Thing } from './rights-policy.ts'
import { aPerson, type Caller, closedWord, inTheNameOf, later, openWord, type World } from './rights-world.ts'

/** Something that a request can be about, in one of its states, as it is to who asks. */
export interface ThingToAsk {
  state: string
  thing: Thing
  /** Puts it there anew, and says what stands in the address and body of a request about it. */
  make: () => Promise<Made>
}

/** By the names of parameters; `revision` and `slug` are of the entry that it is about. */
export type Made = Record<string, string>

export const absentId = '0192f3a0-0000-7000-8000-00000000dead'

/** All states of what a route is about. */
export function thingsOf(world: World, caller: Caller, about: string): ThingToAsk[] {
  const make = makers[about]
  if (make === undefined) throw new Error(`Nothing is known about "${about}"`)
  return make(world, caller)
}

const makers: Record<string, (world: World, caller: Caller) => ThingToAsk[]> = {
  entry: (world, caller) => entries(world, caller),
  link: (world, caller) =>
    entries(world, caller, async (ctx, id) => ({
      linkId: (await createPreviewLink(ctx, id, { locale: 'en', expiresAt: soon() })).link.id,
    })),
  schedule: (world, caller) =>
    entries(world, caller, async (ctx, id) => ({ scheduleId: (await createSchedule(ctx, id, { action: 'publish', at: later })).row.id })),
  file: (world, caller) => [
    { state: 'own', thing: { isThere: true, isOwn: true }, make: () => aFile(inTheNameOf(world, caller)) },
    { state: 'other', thing: { isThere: true, isOwn: false }, make: () => aFile(world.owner) },
    absent(),
  ],
  user: (world) => [
    { state: 'other', thing: { isThere: true }, make: async () => ({ id: await aPerson(world, ['viewer']) }) },
    { state: 'owner', thing: { isThere: true, isOwners: true }, make: async () => ({ id: await aPerson(world, ['owner']) }) },
    absent(),
  ],
  token: (world) => [
    { state: 'other', thing: { isThere: true }, make: () => aToken(world.owner, { kind: 'admin', roles: ['viewer'] }) },
    { state: 'owner', thing: { isThere: true, isOwners: true }, make: () => aToken(world.owner, { kind: 'admin', roles: ['owner'] }) },
    absent(),
  ],
  session: (world, caller) => [
    { state: 'own', thing: { isThere: true, isOwn: true, isPrivate: true }, make: () => aSession(world, caller.id) },
    {
      state: 'other',
      thing: { isThere: true, isOwn: caller.manages.includes('users'), isPrivate: true },
      make: () => aSession(world, world.otherId),
    },
    absent(),
  ],
  job: (world, caller) => [
    { state: 'own', thing: { isThere: true, isOwn: true, isPrivate: true }, make: () => aJob(inTheNameOf(world, caller)) },
    { state: 'other', thing: { isThere: true, isPrivate: true }, make: () => aJob(world.owner) },
    absent(),
  ],
  release: (world) => [there(() => aRelease(world.owner)), absent()],
  item: (world) => [there(() => aRelease(world.owner)), absent({ itemId: absentId })],
  redirect: (world, caller) => [
    {
      state: 'to a path',
      thing: { isThere: true, isPrivate: true, isOwn: caller.manages.includes('settings') },
      make: async () => ({ id: (await createRedirect(world.owner, { from: `/${aName()}`, to: '/elsewhere' })).row.id }),
    },
    absent(),
  ],
  webhook: (world) => [there(() => aWebhook(world)), absent()],
  delivery: (world) => [there(() => aDelivery(world)), absent()],
  snapshot: (world) => [there(async () => ({ id: (await createSnapshot(world.owner, { name: aName() })).id })), absent()],
  locale: (world) => [there(() => aLocale(world.owner)), absent({ code: 'xx-absent' })],
  role: (world) => [there(async () => ({ id: (await createRole(world.owner, { name: aName() })).id })), absent()],
  folder: (world) => [there(async () => ({ id: (await createFolder(world.owner, { name: aName() })).id })), absent()],
  provider: (world) => [there(() => aProvider(world)), absent({ provider: 'absent' })],
  type: (world) => [
    { state: 'there', thing: { isThere: true, type: 'another' }, make: () => aType(world.owner) },
    absent({ name: 'absent' }),
  ],
  nothing: () => [absent()],
}

function there(make: ThingToAsk['make']): ThingToAsk {
  return { state: 'there', thing: { isThere: true }, make }
}

function absent(made: Made = {}): ThingToAsk {
  return { state: 'absent', thing: { isThere: false }, make: async () => ({ id: absentId, ...made }) }
}

/** Entries in all states, each with something that hangs on it. */
function entries(world: World, caller: Caller, more: (ctx: Context, id: string) => Promise<Made> = async () => ({})): ThingToAsk[] {
  const one = (state: string, { type = 'article', isOwn = false }: { type?: string; isOwn?: boolean } = {}): ThingToAsk => ({
    state: `${isOwn ? 'own ' : ''}${state}${type === 'article' ? '' : ` ${type}`}`,
    thing: { isThere: true, type, isOwn, isOpen: type === 'article' && !state.startsWith('closed ') },
    make: () => anEntry(isOwn ? inTheNameOf(world, caller) : world.owner, { type, state, more }),
  })
  // Only who may do something on a condition is asked about what doesn't meet it.
  const closed = caller.may.open === undefined ? [] : ['closed published', 'closed draft', 'closed trashed']
  return [
    ...['published', 'draft', 'trashed'].flatMap((state) => [one(state, { isOwn: true }), one(state)]),
    one('published', { type: 'note' }),
    one('draft', { type: 'note' }),
    ...closed.map((state) => one(state)),
    absent({ linkId: absentId, scheduleId: absentId, revision: '1', number: '1' }),
  ]
}

/** What readers ask about: a type, or an entry of one that everybody may read or of one that few may. */
export function publicThings(world: World, about: string): ThingToAsk[] {
  if (about === 'type') {
    const types = ['page', 'article', 'note'].map((type) => ({ state: type, thing: { isThere: true, type }, make: async () => ({ type }) }))
    return [...types, absent({ type: 'absent' })]
  }
  if (about === 'single')
    return [
      { state: 'home', thing: { isThere: true, type: 'page' }, make: () => aSingle(world.owner, 'home') },
      { state: 'cellar', thing: { isThere: true, type: 'cellar' }, make: () => aSingle(world.owner, 'cellar') },
      absent({ type: 'absent' }),
    ]
  if (about === 'absent file') return [absent()]
  const states = ['page', 'article', 'note'].flatMap((type) =>
    ['published', 'draft', 'trashed'].flatMap((state) =>
      ['id', 'slug'].map((by) => ({
        state: `${state} ${type} by ${by}`,
        thing: { isThere: true, type, isPublic: state === 'published' },
        make: async () => {
          const made = await anEntry(world.owner, { type, state })
          return { ...made, idOrSlug: made[by] ?? '' }
        },
      })),
    ),
  )
  return [
    ...states,
    absent({ type: 'article', idOrSlug: absentId, slug: absentId }),
    absent({ type: 'page', idOrSlug: 'absent', slug: 'absent' }),
  ]
}

/** Of such a type there is one entry; it is made where it isn't there yet. */
async function aSingle(ctx: Context, type: string): Promise<Made> {
  const { entries } = await listEntries(ctx, `type=${type}`)
  if (entries.length === 0) await publishEntry(ctx, (await createEntry(ctx, { type, fields: { title: { en: type } } })).row.id)
  return { type }
}

interface EntryWish {
  type: string
  state: string
  more?: (ctx: Context, id: string) => Promise<Made>
}

/** One that is published, in draft or in the trash. */
export async function anEntry(ctx: Context, { type, state, more = async () => ({}) }: EntryWish): Promise<Made> {
  const slug = aName()
  const { row } = await createEntry(ctx, {
    type,
    fields: { title: { en: slug }, slug, body: `${state.startsWith('closed ') ? closedWord : openWord} ${slug}` },
  })
  if (state.endsWith('published')) await publishEntry(ctx, row.id)
  const hanging = await more(ctx, row.id)
  if (state.endsWith('trashed')) await trashEntry(ctx, row.id)
  return { id: row.id, revision: String(row.revision), number: '1', slug, type, ...hanging }
}

export function aName(): string {
  return `n${randomBytes(8).toString('hex')}`
}

export function soon(): string {
  return new Date(Date.now() + 3_600_000).toISOString()
}

/** Of another colour each time. */
export function aPicture(): Promise<Buffer> {
  const background = `#${randomBytes(3).toString('hex')}`
  return sharp({ create: { width: 3, height: 2, channels: 3, background } })
    .png()
    .toBuffer()
}

async function aFile(ctx: Context): Promise<Made> {
  const filename = `${aName()}.png`
  const file = await receiveMedia(ctx, { stream: Readable.from([await aPicture()]), filename, declaredType: 'image/png' })
  const { uploaded } = await createMedia(ctx, [file])
  return { id: uploaded[0]?.media.id ?? '', filename }
}

async function aToken(ctx: Context, wish: { kind: 'admin'; roles: string[] }): Promise<Made> {
  return { id: (await createToken(ctx, { name: aName(), ...wish })).token.id }
}

async function aSession({ store }: World, userId: string): Promise<Made> {
  const [id, now] = [randomUUID(), new Date()]
  const whose = (await store.users.find(userId)) === null ? null : userId
  // Tokens have no sessions: theirs are somebody else's.
  if (whose === null) return { id: absentId }
  const expiresAt = new Date(now.getTime() + 3_600_000)
  await store.sessions.create({
    id,
    userId,
    refreshHash: randomBytes(32),
    device: null,
    address: null,
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
    endedAt: null,
  })
  return { id }
}

/** More entries than are changed while somebody waits. */
async function aJob(ctx: Context): Promise<Made> {
  const outcome = await changeEntries(ctx, { action: 'publish', ids: Array.from({ length: 101 }, () => randomUUID()) })
  return { id: 'jobId' in outcome ? outcome.jobId : '' }
}

async function aRelease(ctx: Context): Promise<Made> {
  const { row } = await createRelease(ctx, { name: aName() })
  const { id, slug = '' } = await anEntry(ctx, { type: 'article', state: 'draft' })
  const { items } = await addReleaseItems(ctx, row.id, [{ entryId: id ?? '', action: 'publish' }])
  return { id: row.id, itemId: items[0]?.id ?? '', slug }
}

/** Trusted by its address alone: nothing is asked of it before somebody signs in. */
async function aProvider({ asOwner }: World): Promise<Made> {
  const provider = aName()
  await asOwner('POST', '/identity-providers', { name: provider, label: provider, issuer: 'https://id.example.org', clientId: 'verso' })
  return { provider }
}

let locales = 0

async function aLocale(ctx: Context): Promise<Made> {
  locales += 1
  const code = `x-${locales.toString().padStart(4, 'a')}`
  return { code: (await createLocale(ctx, { code: `en-${code}`, label: code })).locale.code }
}

async function aType(ctx: Context): Promise<Made> {
  const name = aName()
  await createType(ctx, { name, fields: [{ name: 'title', kind: 'text' }] })
  return { name }
}

async function aWebhook(world: World): Promise<{ id: string }> {
  const keeping = { key: deriveKey(world.secret, 'webhooks'), checkUrl: async () => {} }
  return { id: (await createWebhook(world.owner, { name: aName(), url: 'http://127.0.0.1:9/' }, keeping)).webhook.row.id }
}

/** What was sent by a test of it, which this house refuses to send. */
async function aDelivery(world: World): Promise<{ id: string }> {
  const { id } = await aWebhook(world)
  const send = async () => ({ status: null, headers: {}, text: '', error: 'address_refused' })
  return { id: (await testWebhook(world.owner, id, { send, key: deriveKey(world.secret, 'webhooks'), mediaBase: '' })).id }
}
