import t from 'tap'
import { testApp } from '../support/test-app.ts'

const reads = { actions: ['read'], types: ['*'] }

t.test('a role is made, told in names, changed under its revision, given, and deleted when nobody has it', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/types', {
    name: 'post',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'cost', kind: 'integer', private: true },
    ],
  })
  const rule = {
    actions: ['read', 'edit'],
    types: ['post'],
    fields: { read: ['*', 'cost'], write: ['*', '-title'] },
    where: { title: { contains: 'a' } },
    own: true,
  }

  const made = await owner.ask('POST', '/roles', { name: ' Desk\u200b ', label: 'Desk', rules: [rule], manage: ['media'] })
  t.equal(made.statusCode, 201)
  const role = made.json()
  t.match(role, { name: 'desk', label: 'Desk', builtIn: false, revision: 1, rules: [rule], manage: ['media'] })
  t.equal(made.headers.location, `/admin/v1/roles/${role.id}`)
  t.same((await owner.ask('GET', `/roles/${role.id}`)).json(), role)
  t.equal((await owner.ask('GET', '/roles/editor')).json().builtIn, true)
  t.equal((await owner.ask('POST', '/roles', { name: 'DESK', rules: [] })).json().code, 'name_taken')

  // Names of today, whatever they were.
  const { fields } = (await owner.ask('GET', '/types/post')).json()
  const renamed = fields.map((field: { name: string }) => (field.name === 'title' ? { ...field, name: 'headline' } : field))
  t.equal((await owner.ask('PATCH', '/types/post', { name: 'story', titleField: 'headline', fields: renamed })).statusCode, 200)
  t.match((await owner.ask('GET', `/roles/${role.id}`)).json().rules[0], {
    types: ['story'],
    fields: { write: ['*', '-headline'] },
    where: { headline: { contains: 'a' } },
  })

  const stale = await owner.ask('PATCH', `/roles/${role.id}`, { label: 'Other' }, { 'if-match': '"7"' })
  t.same([stale.statusCode, stale.json().code], [412, 'stale'])
  const changed = await owner.ask('PATCH', `/roles/${role.id}`, { label: 'Other', rules: [reads] }, { 'if-match': '"1"' })
  t.match(changed.json(), { label: 'Other', revision: 2, rules: [reads] })
  t.equal(changed.headers.etag, '"2"')
  t.equal((await owner.ask('PATCH', `/roles/${role.id}`, { label: 'Other' })).json().revision, 2, 'nothing to change')

  await signInAs('desk')
  const held = await owner.ask('DELETE', `/roles/${role.id}`)
  t.same([held.statusCode, held.json().code], [409, 'in_use'])
  t.equal((await owner.ask('PATCH', `/roles/${role.id}`, { name: 'news' })).statusCode, 200)
  const people = (await owner.ask('GET', '/users')).json().data
  t.ok(
    people.some(({ roles }: { roles: string[] }) => roles.includes('news')),
    'who holds it goes on to',
  )
  const spare = (await owner.ask('POST', '/roles', { name: 'spare' })).json()
  t.equal((await owner.ask('DELETE', `/roles/${spare.id}`)).statusCode, 204)
  t.equal((await owner.ask('GET', `/roles/${spare.id}`)).statusCode, 404)
  const actions = (await owner.ask('GET', '/audit?limit=50')).json().data.map(({ action }: { action: string }) => action)
  t.ok(['role.create', 'role.change', 'role.delete'].every((action) => actions.includes(action)))
})

t.test('a rule that means nothing is refused at its place', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/types', { name: 'post', fields: [{ name: 'title', kind: 'text' }] })
  const faults = async (rule: Record<string, unknown>) => {
    const reply = await owner.ask('POST', '/roles', { name: 'x', rules: [rule] })
    return [reply.statusCode, reply.json().issues?.map(({ path, code }: Record<string, string>) => `${path} ${code}`)]
  }
  t.same(await faults({ actions: ['fly'], types: ['post'] }), [422, ['/rules/0/actions/0 not_in_options']])
  t.same(await faults({ actions: ['read'], types: ['nothing'] }), [422, ['/rules/0/types/0 unknown_type']])
  t.same(await faults({ actions: ['read'] }), [422, ['/rules/0/types required']])
  t.same(await faults({ actions: ['read'], types: ['post'], fields: { read: ['nothing'] } }), [
    422,
    ['/rules/0/fields/read/0 unknown_field'],
  ])
  t.same(await faults({ actions: ['read'], types: ['post'], locales: ['xx'] }), [422, ['/rules/0/locales/0 unknown_locale']])
  t.same(await faults({ actions: ['read'], types: ['post'], where: { nothing: 1 } }), [422, ['/rules/0/where/nothing unknown_field']])
  t.same(await faults({ actions: ['read'], types: ['post'], where: {} }), [422, ['/rules/0/where empty_operand']])
  t.same((await faults({ actions: ['read'], types: ['post'], more: 1 }))[0], 400)
  t.same(
    (await owner.ask('GET', '/roles')).json().data.filter(({ builtIn }: { builtIn: boolean }) => !builtIn),
    [],
    'no trace',
  )
})

t.test('nobody gives more than they have, and built-in roles stay as they are', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/types', {
    name: 'post',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'cost', kind: 'integer' },
    ],
  })
  const part = { actions: ['read', 'edit'], types: ['post'], fields: { read: ['title'], write: ['title'] }, where: { title: 'a' } }
  await owner.ask('POST', '/roles', { name: 'keeper', rules: [part], manage: ['roles'] })
  const keeper = await signInAs('keeper')
  const give = async (rule: Record<string, unknown>, more = {}) =>
    (await keeper.ask('POST', '/roles', { name: 'x', rules: [rule], ...more })).statusCode

  t.equal(await give({ ...part, where: { title: 'b' } }), 403)
  t.equal(await give({ ...part, where: undefined }), 403)
  t.equal(await give({ ...part, actions: ['read', 'publish'] }), 403)
  t.equal(await give({ ...part, fields: { read: ['*'], write: ['title'] } }), 403)
  t.equal(await give({ ...part, types: ['*'] }), 403)
  t.equal(await give(part, { manage: ['users'] }), 403)
  t.equal(await give({ ...part, fields: { read: ['cost'], write: [] } }), 422, 'a field that one can not see is no field')
  t.equal(await give({ ...part, where: { cost: 1 } }), 422)
  t.equal(await give({ ...part, own: true }), 201, 'less is no more')
  t.equal((await keeper.ask('PATCH', '/roles/editor', { label: 'x' })).statusCode, 403)
  t.equal((await owner.ask('PATCH', '/roles/editor', { rules: [] })).statusCode, 403)
  t.equal((await owner.ask('DELETE', '/roles/viewer')).statusCode, 403)
  t.equal((await owner.ask('PATCH', '/roles/public', { rules: [{ actions: ['read'], types: ['post'] }] })).statusCode, 200)
  t.equal((await owner.ask('PATCH', '/roles/public', { rules: [{ actions: ['edit'], types: ['post'] }] })).statusCode, 422)
  t.equal((await owner.ask('PATCH', '/roles/public', { manage: ['users'] })).statusCode, 403)
})
