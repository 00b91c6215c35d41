import t from 'tap'
import { testApp } from '../support/test-app.ts'

/** Rich text of blocks with one span each. */
const text = (...blocks: [string, string][]) => ({
  text: blocks.map(([_key, words]) => ({ _type: 'block', _key, children: [{ _type: 'span', _key: 's', text: words }] })),
})

async function withRichText(t: Parameters<typeof testApp>[0]) {
  const { signInAs } = await testApp(t)
  const [owner, editor] = [await signInAs('owner'), await signInAs('editor')]
  await owner.ask('POST', '/types', {
    name: 'note',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'summary', kind: 'text' },
      { name: 'text', kind: 'richText' },
    ],
  })
  const fields = { title: 'T1', summary: 'S1', ...text(['a', 'One'], ['b', 'Two']) }
  const { id } = (await owner.ask('POST', '/entries', { type: 'note', fields })).json()
  return { owner, editor, id: String(id) }
}

t.test('two people write in one rich text: different blocks merge, one span is a 409 with its kind and all three', async (t) => {
  const { owner, editor, id } = await withRichText(t)
  await editor.ask('PATCH', `/entries/${id}`, { fields: text(['a', 'One'], ['b', 'Theirs']), baseRevision: 1 })

  const merged = await owner.ask('PATCH', `/entries/${id}`, { fields: text(['new', 'Zero'], ['a', 'Mine'], ['b', 'Two']), baseRevision: 1 })
  const refused = await owner.ask('PATCH', `/entries/${id}`, { fields: text(['a', 'One'], ['b', 'Mine']), baseRevision: 1 })

  t.match(merged.json(), { revision: 3, merged: true, mergedPaths: ['/fields/text/2'], mergedBy: [{ id: editor.id }] })
  t.same(
    merged.json().fields.text.map(({ children }: { children: { text: string }[] }) => children[0]?.text),
    ['Zero', 'Mine', 'Theirs'],
  )
  t.equal(refused.statusCode, 409)
  t.match(refused.json(), {
    code: 'conflict',
    revision: 3,
    conflicts: [
      {
        path: '/fields/text/1/children/0',
        kind: 'edit/edit',
        base: { text: 'Two' },
        mine: { text: 'Mine' },
        theirs: { text: 'Theirs' },
        by: { id: owner.id },
      },
    ],
  })
  t.equal((await owner.ask('GET', `/entries/${id}`)).json().revision, 3)
})

t.test(
  'restoring over what others saved: their newer changes of other values stay, the same value is a 409 and nothing is saved',
  async (t) => {
    const { owner, editor, id } = await withRichText(t)
    await owner.ask('PATCH', `/entries/${id}`, { fields: { title: 'T2' }, baseRevision: 1 })
    await editor.ask('PATCH', `/entries/${id}`, { fields: { summary: 'S3' }, baseRevision: 2 })

    const merged = await owner.ask('POST', `/entries/${id}/revisions/1/restore`, { baseRevision: 2 })
    t.match(merged.json(), {
      revision: 4,
      fields: { title: 'T1', summary: 'S3' },
      merged: true,
      mergedPaths: ['/fields/summary'],
      mergedBy: [{ id: editor.id }],
      issues: [],
    })

    await editor.ask('PATCH', `/entries/${id}`, { fields: { title: 'T5' }, baseRevision: 4 })
    const refused = await owner.ask('POST', `/entries/${id}/revisions/2/restore`, { baseRevision: 4 })
    t.equal(refused.statusCode, 409)
    t.match(refused.json(), {
      revision: 5,
      conflicts: [{ path: '/fields/title', base: 'T1', mine: 'T2', theirs: 'T5', by: { id: editor.id } }],
    })
    t.match((await owner.ask('GET', `/entries/${id}`)).json(), { revision: 5, fields: { title: 'T5' } })

    t.equal((await owner.ask('POST', `/entries/${id}/revisions/1/restore`, { baseRevision: 9 })).statusCode, 422)
    t.equal((await owner.ask('POST', `/entries/${id}/revisions/1/restore`, { baseRevision: 4 }, { 'if-match': '"5"' })).statusCode, 400)
    t.equal((await owner.ask('POST', `/entries/${id}/revisions/1/restore`, { base: 4 })).statusCode, 400)
  },
)

t.test('discarding over what others saved: their newer changes of other values stay, the same value is a 409', async (t) => {
  const { owner, editor, id } = await withRichText(t)
  await owner.ask('POST', `/entries/${id}/publish`)
  await owner.ask('PATCH', `/entries/${id}`, { fields: { title: 'T2' }, baseRevision: 1 })
  await editor.ask('PATCH', `/entries/${id}`, { fields: { summary: 'S3' }, baseRevision: 2 })

  t.equal((await owner.ask('POST', `/entries/${id}/discard`, {}, { 'if-match': '"2"' })).statusCode, 412)
  const merged = await owner.ask('POST', `/entries/${id}/discard`, { baseRevision: 2 })
  t.match(merged.json(), { revision: 4, fields: { title: 'T1', summary: 'S3' }, merged: true, mergedPaths: ['/fields/summary'] })
  t.equal(merged.headers.etag, '"4"')

  await owner.ask('PATCH', `/entries/${id}`, { fields: { title: 'T5' }, baseRevision: 4 })
  await editor.ask('PATCH', `/entries/${id}`, { fields: { title: 'T6' }, baseRevision: 5 })
  const refused = await owner.ask('POST', `/entries/${id}/discard`, { baseRevision: 5 })
  t.equal(refused.statusCode, 409)
  t.match(refused.json(), { conflicts: [{ path: '/fields/title', kind: 'edit/edit', base: 'T5', mine: 'T1', theirs: 'T6' }] })
  const whole = await owner.ask('POST', `/entries/${id}/discard`)
  t.match(whole.json(), { revision: 7, status: 'published', fields: { title: 'T1', summary: 'S1' } })
  t.notOk('merged' in whole.json())
})
