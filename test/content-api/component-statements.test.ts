import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { statementsOf } from '../support/statements-of.ts'
import { testStore } from '../support/test-store.ts'

t.test('references inside components cost the same number of statements for one page and for twenty', async (t) => {
  const ctx = await aContext(await testStore(t))
  const name = { name: 'name', kind: 'text' }
  await aType(ctx, { name: 'author', publicRead: true, slugField: null, titleField: 'name', fields: [name] })
  const fields = [
    { name: 'author', kind: 'reference', to: ['author'] },
    { name: 'cards', kind: 'component', components: ['card'], many: true },
  ]
  await aType(ctx, { name: 'card', kind: 'component', slugField: null, titleField: null, fields })
  const sections = { name: 'sections', kind: 'blocks', blocks: ['card'] }
  await aType(ctx, { name: 'page', publicRead: true, slugField: null, titleField: 'name', fields: [name, sections] })
  const { get } = await contentServer(t, ctx, { cacheBytes: 0 })
  const page = async () => {
    const author = { _ref: (await aPublishedEntry(ctx, { name: 'Ada' }, 'author')).entry.row.id }
    await aPublishedEntry(
      ctx,
      { name: 'Page', sections: [{ _block: 'card', author, cards: [{ author }, { cards: [{ author }] }] }] },
      'page',
    )
  }
  const read = () => get('/entries/page?include=*&filter[sections.card.author.name]=Ada&limit=50')
  await page()
  // What the server remembers for a while (the rights of the public) is asked for before anything is counted.
  await read()
  const one = await statementsOf(read)

  for (let count = 1; count < 20; count += 1) await page()
  const { data } = (await read()).json()
  const twenty = await statementsOf(read)

  t.equal(data.length, 20)
  t.match(data[19].sections, [{ author: { name: 'Ada' }, cards: [{ author: { name: 'Ada' } }, { cards: [{ author: { name: 'Ada' } }] }] }])
  t.equal(twenty, one)
})
