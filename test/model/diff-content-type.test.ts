import { type ContentType, diffContentType, type Field } from '@verso/model'
import t from 'tap'
import { aField, anId, aType } from './builders.ts'

const title = aField('text', { name: 'title' })
const tags = aField('enum', { name: 'tags', many: true })
const stars = aField('integer', { name: 'stars' })
const before = aType('post', [title, tags, stars])
const after = (change: Partial<ContentType>): ContentType => ({ ...before, ...change })
const steps = (to: ContentType | null, from: ContentType | null = before) =>
  diffContentType(from, to).map(({ kind, effect, field, setting }) => [kind, effect, field ?? setting ?? ''])
const changed = (field: Field, change: Partial<Field>) =>
  after({ fields: before.fields.map((one) => (one === field ? { ...one, ...change } : one)) })

t.test('no difference, no step', async (t) => {
  t.same(steps(before), [])
  t.same(steps(structuredClone(before)), [])
  t.same(diffContentType(null, null), [])
})

t.test('types are added, removed, renamed and set', async (t) => {
  t.same(steps(before, null), [['addType', 'none', '']])
  t.same(steps(null), [['removeType', 'loss', '']])
  t.same(steps(after({ name: 'article', label: 'Article' })), [
    ['renameType', 'none', ''],
    ['changeType', 'none', 'label'],
  ])
})

t.test('fields are told by their ids: a rename is no removal', async (t) => {
  t.same(steps(changed(title, { name: 'heading' })), [['renameField', 'none', 'heading']])
  t.same(steps(changed(title, { id: anId() })), [
    ['removeField', 'loss', 'title'],
    ['addField', 'none', 'title'],
  ])
})

t.test('only what may cost a value is a loss', async (t) => {
  const effect = (field: Field, change: Partial<Field>) =>
    steps(changed(field, change))
      .map(([, one]) => one)
      .join()
  t.equal(effect(title, { required: true, max: 3 }), 'none,none')
  t.equal(effect(title, { kind: 'longText' }), 'none')
  t.equal(effect(title, { kind: 'integer' }), 'loss')
  t.equal(effect(title, { kind: 'slug' }), 'loss')
  t.equal(effect(title, { localized: true }), 'convert')
  t.equal(effect(stars, { kind: 'number' }), 'none')
  t.equal(effect(stars, { kind: 'text' }), 'convert')
  t.equal(effect(stars, { kind: 'boolean' }), 'loss')
  t.equal(effect(tags, { many: false }), 'loss')
  t.same(steps(before, changed(title, { localized: true })), [['changeLocalized', 'loss', 'title']])
  t.same(steps(before, changed(tags, { many: false })), [['changeMany', 'convert', 'tags']])
})

t.test('a move is said of the fields whose order among those that stay is another', async (t) => {
  t.same(steps(after({ fields: [aField('text', { name: 'new' }), ...before.fields] })), [['addField', 'none', 'new']])
  t.same(steps(after({ fields: [title, stars, tags] })), [
    ['moveField', 'none', 'stars'],
    ['moveField', 'none', 'tags'],
  ])
})

t.test('steps have ids of their own, the same for the same change', async (t) => {
  const to = changed(title, { name: 'heading', label: 'Heading', required: true })
  const ids = diffContentType(before, to).map((step) => step.id)
  t.equal(new Set(ids).size, 3)
  t.same(
    diffContentType(before, structuredClone(to)).map((step) => step.id),
    ids,
  )
})
