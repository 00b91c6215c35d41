import t from 'tap'
import { testApp } from '../support/test-app.ts'

/** A note of the owner's at revision 2: the editor has saved its summary since revision 1. */
async function aMovedNote(t: Parameters<typeof testApp>[0], fields: object = {}) {
  const { signInAs } = await testApp(t)
  const [owner, editor] = [await signInAs('owner'), await signInAs('editor')]
  await owner.ask('POST', '/types', { name: 'item', kind: 'component', fields: [{ name: 'name', kind: 'text' }] })
  const type = {
    name: 'note',
    titleField: 'title',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'summary', kind: 'text' },
      { name: 'size', kind: 'text' },
      { name: 'links', kind: 'reference', many: true, to: ['note'] },
      { name: 'items', kind: 'component', components: ['item'], many: true },
    ],
  }
  t.equal((await owner.ask('POST', '/types', type)).statusCode, 201)
  const make = async (own: object) => String((await owner.ask('POST', '/entries', { type: 'note', fields: own })).json().id)
  const id = await make({ title: 'T1', summary: 'S1', size: '42', ...fields })
  const save = (person: typeof owner, sent: object, baseRevision: number) =>
    person.ask('PATCH', `/entries/${id}`, { fields: sent, baseRevision })
  const present = async () => (await owner.ask('GET', `/entries/${id}`)).json()
  return { owner, editor, id, make, save, present }
}

t.test('a link to what was purged meanwhile is asked about in a save on an older revision, and a fault in one on the newest', async (t) => {
  const { owner, editor, make, save, present } = await aMovedNote(t)
  const [there, gone] = [await make({ title: 'There' }), await make({ title: 'Gone' })]
  await save(editor, { summary: 'S2' }, 1)
  await owner.ask('DELETE', `/entries/${gone}`)
  t.equal((await owner.ask('POST', `/entries/${gone}/purge`)).statusCode, 204)

  const wished = { title: 'T2', links: [{ _ref: there }, { _ref: gone }] }
  const asked = await save(owner, wished, 1)
  t.equal(asked.statusCode, 409)
  t.match(asked.json(), { code: 'conflict', revision: 2 })
  t.match(asked.json().conflicts, [{ path: '/fields/links/1', kind: 'gone target', base: null, mine: { _ref: gone }, theirs: null }])
  t.match(await present(), { revision: 2, fields: { title: 'T1', links: [] } })

  const refused = await save(owner, wished, 2)
  t.equal(refused.statusCode, 422)
  t.match(refused.json().issues, [{ path: '/fields/links/1', code: 'target_missing' }])
  t.match((await save(owner, { ...wished, links: [{ _ref: there }] }, 1)).json(), { revision: 3, merged: true, fields: { title: 'T2' } })
})

t.test('a link that the draft holds already keeps no save from merging, though its target has gone', async (t) => {
  const { owner, editor, id, make, save } = await aMovedNote(t)
  const gone = await make({ title: 'Gone' })
  await save(owner, { links: [{ _ref: gone }] }, 1)
  await save(editor, { summary: 'S3' }, 2)
  await owner.ask('DELETE', `/entries/${gone}`)
  await owner.ask('POST', `/entries/${gone}/purge`)
  t.match((await save(owner, { title: 'T2' }, 2)).json(), { revision: 4, merged: true, fields: { title: 'T2', summary: 'S3' } })
  await save(owner, { links: [] }, 4)
  await save(editor, { size: '43' }, 5)
  const restored = await owner.ask('POST', `/entries/${id}/revisions/2/restore`, { baseRevision: 5 })
  const issues = [{ path: '/fields/links/0', code: 'target_missing' }]
  t.match(restored.json(), { revision: 7, merged: true, fields: { size: '43' }, issues }, 'a restore brings all back, and says so')
})

t.test('a value of a field that became another kind since is asked about; all else merges', async (t) => {
  const { owner, editor, save, present } = await aMovedNote(t, { items: [{ _key: 'a', name: 'One' }] })
  const type = (await owner.ask('GET', '/types/note')).json()
  const item = (await owner.ask('GET', '/types/item')).json()
  const changed = (fields: { name: string }[], name: string) => ({
    fields: fields.map((field) => (field.name === name ? { ...field, kind: 'longText' } : field)),
  })
  t.equal((await owner.ask('PATCH', '/types/note', changed(type.fields, 'size'))).statusCode, 200)
  t.equal((await owner.ask('PATCH', '/types/item', changed(item.fields, 'name'))).statusCode, 200)
  await save(editor, { summary: 'S2' }, 1)

  const wished = { title: 'T2', size: '43', items: [{ _key: 'a', name: 'Two' }] }
  const asked = await save(owner, wished, 1)
  t.equal(asked.statusCode, 409)
  t.match(asked.json().conflicts, [
    { path: '/fields/size', kind: 'model changed', base: '42', mine: '43', theirs: '42' },
    { path: '/fields/items/0/name', kind: 'model changed', base: 'One', mine: 'Two', theirs: 'One' },
  ])
  t.match(await present(), { revision: 2, fields: { title: 'T1', size: '42' } })
  t.match((await save(owner, { title: 'T2' }, 1)).json(), { revision: 3, merged: true })
  t.match((await save(owner, wished, 3)).json(), { revision: 4, fields: { size: '43', items: [{ name: 'Two' }] } })
})

t.test('two lists that fit, and together are longer than any may be, are a fault at the list; nothing is saved', async (t) => {
  const items = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => ({ _key: `${prefix}${index}`, name: 'x' }))
  const { owner, editor, save, present } = await aMovedNote(t, { items: items('b', 400) })
  t.equal((await save(editor, { items: [...items('b', 400), ...items('t', 301)] }, 1)).statusCode, 200)

  const refused = await save(owner, { title: 'T2', items: [...items('b', 400), ...items('o', 300)] }, 1)
  t.equal(refused.statusCode, 422)
  t.match(refused.json().issues, [{ path: '/fields/items', code: 'too_long' }])
  t.match(await present(), { revision: 2, fields: { title: 'T1' } })
  const merged = await save(owner, { items: [...items('b', 400), ...items('o', 299)] }, 1)
  t.equal(merged.json().fields.items.length, 1_000)
})
