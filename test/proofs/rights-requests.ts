import type { InjectOptions } from 'fastify'
import { multipart } from '../support/multipart.ts'
import { aName, aPicture, type Made, soon } from './rights-things.ts'
import { type Caller, later, openWord, type World } from './rights-world.ts'

interface Asked {
  query?: string
  body?: object
  headers?: Record<string, string>
  payload?: Buffer | string
}

/** A good request of each route: whoever may is served. */
export async function requestOf(
  world: World,
  { route, caller, made }: { route: string; caller: Caller; made: Made },
): Promise<InjectOptions> {
  const [method = '', template = ''] = route.split(' ')
  const ask = (caller.name === 'translator' ? translating[route] : undefined) ?? asking[route] ?? usual(route)
  const { query = '', body, headers = {}, payload } = await ask(made, world)
  const url = template.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(made[name] ?? usualParameters[name] ?? 'nothing'))
  const sent = body ?? payload
  return { method: method as 'GET', url: `${url}${query}`, headers, ...(sent === undefined ? {} : { payload: sent }) }
}

/** Verbs without a choice take an empty body. */
function usual(route: string): () => Asked {
  return () => (/^(POST|PUT|PATCH)/.test(route) ? { body: {} } : {})
}

const usualParameters: Record<string, string> = { modifiers: 'w_2', use: 'focal_0.5_0.5' }

const fields = () => ({ title: { en: 'Title' }, slug: aName(), body: openWord })
const tus = { 'tus-resumable': '1.0.0' }
const title = { name: 'title', kind: 'text' }
const nobody = { token: 'x'.repeat(43), password: 'otters juggle lanterns' }

const asking: Record<string, (made: Made, world: World) => Asked | Promise<Asked>> = {
  'GET /admin/v1/entries': () => ({ query: '?type=article' }),
  'POST /admin/v1/entries': () => ({ body: { type: 'article', fields: fields() } }),
  'PATCH /admin/v1/entries/:id': ({ revision }) => ({ body: { fields: { body: `${openWord}, changed` }, baseRevision: Number(revision) } }),
  'GET /admin/v1/entries/:id/compare': () => ({ query: '?from=1&to=draft' }),
  'POST /admin/v1/entries/:id/discard': ({ revision }) => ({ body: { baseRevision: Number(revision) } }),
  'POST /admin/v1/entries/:id/move': () => ({ body: { parent: null } }),
  'POST /admin/v1/entries/:id/preflight': () => ({ body: { action: 'publish' } }),
  'PUT /admin/v1/entries/:id/presence': () => ({ body: { clientId: 'window' } }),
  'DELETE /admin/v1/entries/:id/presence': () => ({ body: { clientId: 'window' } }),
  'POST /admin/v1/entries/:id/preview-links': () => ({ body: { locale: 'en', expiresAt: soon() } }),
  'PATCH /admin/v1/entries/:id/revisions/:number': () => ({ body: { note: 'A name' } }),
  'POST /admin/v1/entries/:id/revisions/:number/restore': ({ revision }) => ({ body: { baseRevision: Number(revision) } }),
  'POST /admin/v1/entries/:id/schedules': () => ({ body: { action: 'publish', at: later } }),
  'POST /admin/v1/entries/:id/translations/confirm': () => ({ body: { locale: 'de' } }),
  'POST /admin/v1/entries/bulk': () => ({ body: { action: 'edit', ids: ['0192f3a0-0000-7000-8000-000000000000'], fields: { body: 'x' } } }),
  'POST /admin/v1/entries/bulk/preflight': () => ({ body: { action: 'publish', ids: ['0192f3a0-0000-7000-8000-000000000000'] } }),
  'GET /admin/v1/entries/cards': () => ({ query: '?ids=0192f3a0-0000-7000-8000-000000000000' }),
  'POST /admin/v1/entries/import': () => ({
    payload: `${JSON.stringify({ type: 'article', fields: fields() })}\n`,
    headers: { 'content-type': 'application/x-ndjson' },
  }),
  'POST /admin/v1/invitations/accept': () => ({ body: { ...nobody, name: 'Nobody' } }),
  'POST /admin/v1/locales': () => ({ body: { code: `en-x-${aName().slice(0, 8)}`, label: 'New' } }),
  'PATCH /admin/v1/locales/:code': () => ({ body: { label: 'Renamed' } }),
  'PATCH /admin/v1/me': () => ({ body: { preferences: { theme: 'dark' } } }),
  'POST /admin/v1/me/passkeys/verify': () => ({ body: { name: 'Key', response: {} } }),
  'POST /admin/v1/me/second-factor': () => ({ body: { kind: 'totp' } }),
  'POST /admin/v1/me/second-factor/confirm': () => ({ body: { code: '000000' } }),
  'POST /admin/v1/me/second-factor/recovery-codes': () => ({ body: { password: nobody.password, code: '000000' } }),
  'DELETE /admin/v1/me/second-factor': () => ({ body: { password: nobody.password, code: '000000' } }),
  'POST /admin/v1/media': () => multipart({ name: 'file', filename: 'a.txt', type: 'text/plain', content: 'Some text' }),
  'PATCH /admin/v1/media/:id': () => ({ body: { alt: { en: 'A picture' } } }),
  'POST /admin/v1/media/import': () => ({ body: { url: 'http://127.0.0.1:9/otter.png' } }),
  // A picture stays a picture.
  'PUT /admin/v1/media/:id/file': async () =>
    multipart({ name: 'file', filename: `${aName()}.png`, type: 'image/png', content: await aPicture() }),
  'POST /admin/v1/media/:id/sign': () => ({ body: { expiresAt: soon() } }),
  'POST /admin/v1/media/bulk': () => ({ body: { action: 'edit', ids: ['0192f3a0-0000-7000-8000-000000000000'], addTags: ['a'] } }),
  'POST /admin/v1/folders': () => ({ body: { name: aName() } }),
  'PATCH /admin/v1/folders/:id': () => ({ body: { name: aName() } }),
  'POST /admin/v1/media/folders': () => ({ body: { name: aName() } }),
  'PATCH /admin/v1/media/folders/:id': () => ({ body: { name: aName() } }),
  'POST /admin/v1/roles': () => ({ body: { name: aName(), rules: [{ actions: ['read'], types: ['article'] }] } }),
  'PATCH /admin/v1/roles/:id': () => ({ body: { label: 'Renamed' } }),
  'POST /admin/v1/identity-providers': () => ({
    body: { name: aName(), label: 'Provider', issuer: 'https://id.example.org', clientId: 'verso' },
  }),
  'PATCH /admin/v1/identity-providers/:provider': () => ({ body: { label: 'Renamed' } }),
  'POST /admin/v1/me/providers/:provider/verify': () => ({ body: { query: 'code=x&state=y' } }),
  'POST /admin/v1/sessions/oidc/:provider/verify': () => ({ body: { query: 'code=x&state=y' } }),
  'GET /admin/v1/explain': () => ({ query: '?role=viewer&action=read&type=article' }),
  'POST /admin/v1/uploads': () => ({ headers: { ...tus, 'upload-length': '3', 'upload-metadata': 'filename YS50eHQ=' } }),
  'PATCH /admin/v1/uploads/:id': () => ({
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    payload: 'abc',
  }),
  'DELETE /admin/v1/uploads/:id': () => ({ headers: tus }),
  'POST /admin/v1/model/apply': async (_, world) => ({ body: { planHash: (await plan(world)).planHash } }),
  'POST /admin/v1/model/plan': async (_, world) => ({ body: await document(world) }),
  'POST /admin/v1/model/undo': async (_, world) => ({ body: { modelVersion: (await document(world)).modelVersion } }),
  'POST /admin/v1/password-resets': () => ({ body: { email: 'nobody@example.org' } }),
  'POST /admin/v1/password-resets/confirm': () => ({ body: nobody }),
  'POST /admin/v1/redirects': () => ({ body: { from: `/${aName()}`, to: '/elsewhere' } }),
  'GET /admin/v1/redirects/resolve': () => ({ query: '?path=/nowhere' }),
  'POST /admin/v1/releases': () => ({ body: { name: 'Spring' } }),
  'PATCH /admin/v1/releases/:id': () => ({ body: { name: 'Summer' } }),
  'POST /admin/v1/releases/:id/items': (_, { someEntryId }) => ({ body: { items: [{ entryId: someEntryId, action: 'publish' }] } }),
  'GET /admin/v1/search': () => ({ query: '?q=title' }),
  'POST /admin/v1/sessions': () => ({ body: { email: 'nobody@example.org', password: nobody.password } }),
  'POST /admin/v1/sessions/passkey/verify': () => ({ body: { response: {} } }),
  'PATCH /admin/v1/settings': () => ({ body: { trashDays: 30 } }),
  'POST /admin/v1/setup': () => ({ body: { ...nobody, email: 'nobody@example.org', name: 'Nobody' } }),
  'POST /admin/v1/slugs/propose': () => ({ body: { type: 'article', locale: 'en', from: 'A title' } }),
  'POST /admin/v1/webhooks': () => ({ body: { name: aName(), url: 'http://1.1.1.1/' } }),
  'POST /admin/v1/webhooks/:id/replay': () => ({ body: { fromSeq: 1, toSeq: 1 } }),
  'POST /admin/v1/webhooks/:id/skip': () => ({ body: { toSeq: 1 } }),
  'POST /content/v1/builds': () => ({ body: { seq: 0 } }),
  'POST /admin/v1/snapshots': () => ({ body: { name: aName() } }),
  'POST /admin/v1/tokens': () => ({ body: { name: 'Site', kind: 'content', types: ['article'] } }),
  'POST /admin/v1/types': () => ({ body: { name: aName(), fields: [title] } }),
  'PATCH /admin/v1/types/:name': () => ({ body: { label: 'Renamed' } }),
  'POST /admin/v1/users': () => ({ body: { email: `${aName()}@example.org`, name: 'New', roles: ['viewer'] } }),
  'PATCH /admin/v1/users/:id': () => ({ body: { name: 'Renamed' } }),

  'GET /content/v1/entries': () => ({ query: '?ids=0192f3a0-0000-7000-8000-000000000000' }),
  'GET /content/v1/resolve': ({ slug, type }) => ({ query: `?path=/${slug ?? 'nowhere'}${type === undefined ? '' : `&type=${type}`}` }),
  'GET /content/v1/graphql': () => ({ query: `?query=${encodeURIComponent('{ _types }')}` }),
  'POST /content/v1/graphql': () => ({ body: { query: '{ _types }' } }),
}

/** What a good request is of who writes German titles and nothing else. */
const translating: typeof asking = {
  'PATCH /admin/v1/entries/:id': ({ revision }) => ({ body: { fields: { title: { de: 'Titel' } }, baseRevision: Number(revision) } }),
  'POST /admin/v1/entries/:id/publish': () => ({ body: { locales: ['de'] } }),
  'POST /admin/v1/entries/:id/preflight': () => ({ body: { action: 'publish', locales: ['de'] } }),
}

async function document(world: World): Promise<{ types: unknown[]; locales: unknown[]; modelVersion?: number }> {
  const { modelVersion, types, locales } = (await world.asOwner('GET', '/model')).json()
  return { modelVersion, types, locales }
}

async function plan(world: World): Promise<{ planHash: string }> {
  return (await world.asOwner('POST', '/model/plan', await document(world))).json()
}
