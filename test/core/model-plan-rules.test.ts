import { planModel } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { changed, withFields } from '../support/model-wishes.ts'
import { testStore } from '../support/test-store.ts'

/** Articles with rich text and a link to an author or a category. */
async function aHouse(t: Test) {
  const ctx = await aContext(await testStore(t))
  for (const name of ['author', 'category']) await aType(ctx, { name, fields: [{ name: 'title', kind: 'text' }], slugField: null })
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'body', kind: 'richText' },
      { name: 'about', kind: 'reference', to: ['author', 'category'] },
    ],
  })
  return ctx
}

const paragraph = (style: string, marks: string[] = []) => [
  { _type: 'block', style, markDefs: [], children: [{ _type: 'span', text: 'Words', marks }] },
]

t.test('a narrowed toolbar names the published entries that hold what it no longer allows', async (t) => {
  const ctx = await aHouse(t)
  await aPublishedEntry(ctx, { title: 'Heading', body: paragraph('h2') })
  await aPublishedEntry(ctx, { title: 'Strong', body: paragraph('normal', ['strong']) })
  await aPublishedEntry(ctx, { title: 'Plain', body: paragraph('normal') })
  await anEntry(ctx, { title: 'Draft', body: paragraph('h2') })

  const { steps } = await planModel(ctx, await withFields(ctx, changed('body', { toolbar: { styles: ['normal'], marks: [] } })))

  t.match(steps, [{ kind: 'changeSetting', setting: 'toolbar', effect: 'none', breaks: { count: 2 } }])
  t.same(steps[0]?.breaks?.samples.map(({ title }) => title).toSorted(), ['Heading', 'Strong'])
})

t.test('fewer targets name the published entries that lead to others', async (t) => {
  const ctx = await aHouse(t)
  const [author, category] = [await anEntry(ctx, { title: 'A' }, 'author'), await anEntry(ctx, { title: 'C' }, 'category')]
  await aPublishedEntry(ctx, { title: 'To author', about: { _ref: author.row.id } })
  await aPublishedEntry(ctx, { title: 'To category', about: { _ref: category.row.id } })
  await anEntry(ctx, { title: 'Draft', about: { _ref: category.row.id } })

  const { steps } = await planModel(ctx, await withFields(ctx, changed('about', { to: ['author'] })))

  t.match(steps, [{ setting: 'to', breaks: { count: 1, samples: [{ title: 'To category' }] } }])
})
