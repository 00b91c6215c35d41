import { createEntry, createLocale, createType, getEntry, publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

t.test('a computed field inside of components is worked out at every level, read-only, filterable and by language', async (t) => {
  const ctx = await aContext(await testStore(t))
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await createType(ctx, {
    name: 'line',
    kind: 'component',
    fields: [
      { name: 'price', kind: 'decimal' },
      { name: 'count', kind: 'integer' },
      { name: 'word', kind: 'text', localized: true },
      { name: 'total', kind: 'computed', expression: '= price * count' },
      { name: 'said', kind: 'computed', expression: '{word}!' },
    ],
  })
  await createType(ctx, {
    name: 'basket',
    kind: 'component',
    fields: [{ name: 'lines', kind: 'component', components: ['line'], many: true }],
  })
  await aType(ctx, {
    name: 'order',
    publicRead: true,
    slugField: null,
    titleField: null,
    fields: [
      { name: 'first', kind: 'component', components: ['line'] },
      { name: 'basket', kind: 'component', components: ['basket'] },
      { name: 'parts', kind: 'blocks', blocks: ['line'], localized: true },
    ],
  })
  const line = (price: string, count: number, word: object | string) => ({ price, count, word })
  const { row } = await createEntry(ctx, {
    type: 'order',
    fields: {
      first: line('1.50', 2, { en: 'Hello', de: 'Hallo' }),
      basket: { lines: [line('2.00', 3, { en: 'World' }), line('0.10', 3, {})] },
      parts: { en: [{ _block: 'line', ...line('4.00', 1, 'Part') }] },
    },
  })

  const draft = (await getEntry(ctx, row.id)).fields as Record<string, Record<string, unknown> & { lines: object[]; en: object[] }>
  t.match(draft.first, { total: '3.00', said: { en: 'Hello!', de: 'Hallo!' } })
  t.match(draft.basket?.lines, [{ total: '6.00', said: { en: 'World!' } }, { total: '0.30' }])
  t.match(draft.parts?.en, [{ total: '4.00', said: 'Part!' }])

  const sentBack = { ...draft.first, count: 4 }
  await saveEntry(ctx, row.id, { baseRevision: 1, fields: { first: sentBack } })
  t.match((await getEntry(ctx, row.id)).fields, { first: { total: '6.00' } }, 'what was read can be sent back')
  await publishEntry(ctx, row.id)

  const { get } = await contentServer(t, ctx)
  const { data } = (await get(`/entries/order/${row.id}?locale=de`)).json()
  t.match(data.first, { total: '6.00', said: 'Hallo!' })
  t.match(data.basket.lines, [{ total: '6.00', said: 'World!' }, { total: '0.30' }])
  t.match(data.parts, [{ total: '4.00', said: 'Part!' }])
  const found = async (query: string) => (await get(`/entries/order?${query}`)).json().data.length
  t.equal(await found('filter[first.total][gte]=6'), 1)
  t.equal(await found('filter[basket.lines.total][gt]=6'), 0)
  t.equal(await found('locale=de&filter[first.said]=Hallo!'), 1)
  t.equal(await found('filter[parts.line.total][eq]=4'), 1)
})
