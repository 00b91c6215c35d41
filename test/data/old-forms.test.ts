import type { FieldKindName, Json } from '@verso/model'
import type { Condition, Target } from '@verso/query'
import t from 'tap'
import { testStore } from '../support/test-store.ts'
import { aLibrary, aPlan, article, type Doc, fieldIds as f, publishNew, readableTypeIds } from './library.ts'

/** An article from when the field was of another kind. */
function anOldArticle(number: number, { fieldId, kind, value }: { fieldId: string; kind: FieldKindName; value: Json }): Doc {
  const type = { ...article, fields: article.fields.map((field) => (field.id === fieldId ? { ...field, kind, bigint: false } : field)) }
  return { id: `0e000000-0000-7000-8000-0000000000${String(number).padStart(2, '0')}`, type, fields: { [fieldId]: value } }
}

const numbers: [string, Target & { kind: 'field' }, Json][] = [
  [f.rating, field(f.rating, 'integer'), 5],
  [f.price, field(f.price, 'number'), 5],
  [f.cost, field(f.cost, 'decimal'), '5'],
  [f.stock, field(f.stock, 'bigint'), '5'],
]
const olds: [FieldKindName, Json][] = [
  ['text', 'words'],
  ['text', ''],
  ['text', '1e5'],
  ['text', "'; drop table"],
  ['text', `5\n`],
  ['text', '5 '],
  ['text', 'NaN'],
  ['text', 'Infinity'],
  ['boolean', true],
  ['location', { lat: 5, lng: 5 }],
]

for (const [fieldId, target, five] of numbers) {
  t.test(`values from before a field was of ${target.comparison} are as good as absent, and no read stumbles over them`, async (t) => {
    const store = await testStore(t)
    await aLibrary(store)
    const docs = olds.map(([kind, value], index) => anOldArticle(index, { fieldId, kind, value }))
    const present: Doc = { id: '0e000000-0000-7000-8000-000000000099', type: article, fields: { [fieldId]: five } }
    await publishNew(store, [...docs, present])
    const idsOf = async (where: Condition | null, sort = [{ target, through: [], descending: true }]) => {
      const ids: string[] = []
      let after: Json[] | null = null
      do {
        const plan = aPlan(article, { where, sort, limit: 2, after })
        const { rows, next } = await store.reads.published(plan, { readableTypeIds })
        ids.push(...rows.map((row) => row.id))
        after = next
      } while (after !== null && ids.length <= docs.length)
      return ids
    }

    for (const operator of ['eq', 'gte', 'lte'] as const) {
      t.same(await idsOf({ kind: 'compare', target, operator, operand: five }), [present.id], operator)
    }
    t.same(
      await idsOf({ kind: 'compare', target, operator: 'in', operand: [five, typeof five === 'string' ? '6' : 6] }),
      [present.id],
      'in',
    )
    t.same(await idsOf(null), [present.id, ...docs.map((doc) => doc.id)], 'sorted, page by page')
  })
}

function field(fieldId: string, comparison: Target['comparison']): Target & { kind: 'field' } {
  return { kind: 'field', fieldId, comparison, localized: false, many: false }
}
