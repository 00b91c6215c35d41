import t from 'tap'
import { testApp } from '../support/test-app.ts'

t.test('explain names the rule behind a verdict, and view-as shows what a role sees and no more', async (t) => {
  const { signInAs, ask } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/types', {
    name: 'post',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'cost', kind: 'integer' },
    ],
  })
  const [open, hidden] = [
    (await owner.ask('POST', '/entries', { type: 'post', fields: { title: 'a', cost: 1 } })).json(),
    (await owner.ask('POST', '/entries', { type: 'post', fields: { title: 'b', cost: 2 } })).json(),
  ]
  const rules = [
    { actions: ['read'], types: ['post'], where: { title: 'a' } },
    { actions: ['read', 'edit'], types: ['post'], own: true, fields: { write: ['title'] } },
  ]
  await owner.ask('POST', '/roles', { name: 'desk', rules })
  const desk = await signInAs('desk')
  const explain = async (query: string, person = owner) => (await person.ask('GET', `/explain?${query}`)).json()

  const read = await explain(`role=desk&action=read&type=post&id=${open.id}`)
  t.match(read, {
    allowed: true,
    who: { kind: 'role', name: 'desk' },
    rules: [
      { role: 'desk', index: 0, allows: true, missing: [] },
      { index: 1, missing: ['own'] },
    ],
  })
  t.match(read.rules[0].rule, rules[0])
  t.match(await explain(`user=${desk.id}&action=read&type=post&id=${hidden.id}`), {
    allowed: false,
    rules: [{ missing: ['where'] }, { missing: ['own'] }],
  })
  t.match(await explain('role=desk&action=edit&type=post&field=cost'), { allowed: false, rules: [{ index: 1, missing: ['field'] }] })
  t.match(await explain('role=desk&action=publish&type=post'), { allowed: false, rules: [] })
  t.match(await explain(`user=${desk.id}&action=read&type=post`, desk), { allowed: true }, 'of oneself')
  t.equal((await desk.ask('GET', `/explain?user=${owner.id}&action=read&type=post`)).statusCode, 403)
  t.equal((await owner.ask('GET', '/explain?role=desk&action=fly&type=post')).statusCode, 400)
  t.equal((await owner.ask('GET', '/explain?role=desk&user=x&action=read&type=post')).statusCode, 400)

  const token = (await owner.ask('POST', '/tokens', { name: 'site', kind: 'content', types: ['post'] })).json()
  t.match(await explain(`token=${token.id}&action=read&type=post`), {
    allowed: true,
    rules: [{ role: 'token', boundBy: { role: 'owner' } }],
  })
  await owner.ask('DELETE', `/tokens/${token.id}`)
  t.match(await explain(`token=${token.id}&action=read&type=post`), { allowed: false })

  const as = { 'verso-view-as': 'role:desk' }
  const list = async (headers = {}) => (await owner.ask('GET', '/entries?type=post', undefined, headers)).json().data.length
  t.equal(await list(), 2)
  t.equal(await list(as), 2, 'what one made oneself is one’s own')
  t.match((await owner.ask('GET', '/me/rights', undefined, as)).json(), { manage: [], types: { post: { read: 'some', publish: 'none' } } })
  t.equal((await owner.ask('GET', '/users', undefined, as)).statusCode, 403)
  t.equal((await owner.ask('PATCH', `/entries/${open.id}`, { fields: { title: 'c' }, baseRevision: 1 }, as)).statusCode, 403)
  t.equal((await desk.ask('GET', '/entries?type=post', undefined, { 'verso-view-as': 'role:owner' })).statusCode, 403)
  t.equal((await owner.ask('GET', '/entries?type=post', undefined, { 'verso-view-as': 'role:nobody' })).statusCode, 404)
  t.equal((await owner.ask('GET', '/entries?type=post', undefined, { 'verso-view-as': 'desk' })).statusCode, 400)
  const audit = (await owner.ask('GET', '/audit?limit=50')).json().data
  t.ok(
    audit.some(({ action, target }: { action: string; target: { kind: string } }) => action === 'role.view_as' && target.kind === 'role'),
  )

  // Nobody who manages roles sees more by it than they have.
  await owner.ask('POST', '/roles', { name: 'keeper', rules: [rules[0]], manage: ['roles'] })
  const keeper = await signInAs('keeper')
  const seen = await keeper.ask('GET', '/entries?type=post', undefined, { 'verso-view-as': 'role:viewer' })
  t.same(
    seen.json().data.map(({ title }: { title: string }) => title),
    ['a'],
  )
  t.equal((await ask('GET', '/explain?role=desk&action=read&type=post')).statusCode, 401)
})
