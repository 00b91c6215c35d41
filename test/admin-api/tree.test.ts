import t from 'tap'
import { siteTypes } from '../support/a-site.ts'
import { testApp } from '../support/test-app.ts'

async function signedIn(t: Parameters<typeof testApp>[0]) {
  const { system, signInAs } = await testApp(t)
  await siteTypes(system)
  const editor = await signInAs('editor')
  const make = async (title: string, more: object = {}) =>
    (await editor.ask('POST', '/entries', { type: 'page', fields: { title: { en: title } }, ...more })).json()
  return { editor, owner: await signInAs('owner'), make, signInAs }
}

t.test('entries of a tree say their parent, their children and their paths; others do not', async (t) => {
  const { editor, make } = await signedIn(t)
  const top = await make('Top')
  const child = await make('Child', { parent: top.id })
  await editor.ask('POST', `/entries/${top.id}/publish`)
  await editor.ask('POST', `/entries/${child.id}/publish`)

  t.match((await editor.ask('GET', `/entries/${top.id}`)).json(), { parent: null, children: 1, publications: { en: { path: '/top' } } })
  t.match((await editor.ask('GET', `/entries/${child.id}`)).json(), {
    parent: top.id,
    children: 0,
    publications: { en: { path: '/top/child' } },
  })
  const post = (await editor.ask('POST', '/entries', { type: 'post', fields: { title: 'Post' } })).json()
  t.notOk('parent' in post || 'children' in post)
  const reply = await editor.ask('GET', `/entries?type=page&filter[_parent]=${top.id}&sort=_order`)
  t.match(reply.json().data, [{ id: child.id }])
})

t.test('a move answers with the entry and its seq; wrong moves are 422 with the path', async (t) => {
  const { editor, make } = await signedIn(t)
  const [a, b] = [await make('A'), await make('B')]
  await editor.ask('POST', `/entries/${a.id}/publish`)
  await editor.ask('POST', `/entries/${b.id}/publish`)

  const moved = await editor.ask('POST', `/entries/${b.id}/move`, { parent: a.id })
  t.match(moved.json(), { parent: a.id, publications: { en: { path: '/a/b' } } })
  t.match(moved.headers['verso-seq'], /^\d+$/)
  t.match((await editor.ask('POST', `/entries/${a.id}/move`, { parent: b.id })).json(), {
    status: 422,
    code: 'invalid_value',
    issues: [{ path: '/parent', code: 'cycle' }],
  })
  t.equal((await editor.ask('POST', `/entries/${a.id}/move`, {})).statusCode, 400)
  t.equal((await editor.ask('POST', `/entries/${a.id}/move`, { parent: 7 })).statusCode, 400)
  t.equal((await editor.ask('POST', `/entries/${a.id}/move`, { parent: null, before: 'x' })).statusCode, 422)
  t.equal((await editor.ask('POST', '/entries/nothing/move', { parent: null })).statusCode, 404)
  t.equal((await editor.ask('POST', `/entries/${a.id}/move`, { parent: null }, { 'if-match': '"9"' })).statusCode, 412)
  t.match((await editor.ask('POST', `/entries/${a.id}/unpublish`)).json(), { status: 409, code: 'in_use', children: [b.id], total: 1 })
})

t.test('a slug is proposed', async (t) => {
  const { editor, make, signInAs } = await signedIn(t)
  await make('Über uns')
  const reply = await editor.ask('POST', '/slugs/propose', { type: 'page', locale: 'en', from: 'Über uns' })
  t.same([reply.statusCode, reply.json()], [200, { slug: 'uber-uns-2', taken: true }])
  t.equal((await editor.ask('POST', '/slugs/propose', { type: 'page', locale: 'en' })).statusCode, 400)
  const viewer = await signInAs('viewer')
  t.equal((await viewer.ask('POST', '/slugs/propose', { type: 'page', locale: 'en', from: 'Über uns' })).statusCode, 403)
})

t.test('redirects are made, listed and removed', async (t) => {
  const { editor, owner, make } = await signedIn(t)
  const page = await make('Page')
  const made = await owner.ask('POST', '/redirects', { from: '/old', entryId: page.id })
  t.match(
    [made.statusCode, made.json()],
    [
      201,
      {
        from: '/old',
        to: null,
        entryId: page.id,
        locale: 'en',
        permanent: true,
        automatic: false,
        entry: { title: 'Page', type: 'page', path: null },
        createdBy: { id: owner.id },
      },
    ],
  )
  t.match((await editor.ask('GET', '/redirects?search=ol&limit=10')).json(), {
    data: [{ id: made.json().id }],
    page: { limit: 10, next: null },
  })
  t.equal((await owner.ask('POST', '/redirects', { from: '/old', to: '/x' })).statusCode, 409)
  t.equal((await owner.ask('POST', '/redirects', { from: 'old', to: '/x' })).statusCode, 422)
  t.equal((await editor.ask('POST', '/redirects', { from: '/a', to: '/b' })).statusCode, 403)
  t.same((await editor.ask('GET', '/redirects/resolve?path=/old')).json(), { path: '/old', leadsTo: null }, 'it is not published')
  t.equal((await editor.ask('GET', '/redirects/resolve')).statusCode, 400)
  t.equal((await editor.ask('GET', '/redirects/resolve?path=/old&locale=xx')).statusCode, 400)
  t.equal((await editor.ask('GET', '/redirects?after=x')).statusCode, 400)
  t.equal((await owner.ask('DELETE', `/redirects/${made.json().id}`)).statusCode, 204)
  t.equal((await owner.ask('DELETE', `/redirects/${made.json().id}`)).statusCode, 404)
})
