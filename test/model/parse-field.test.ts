import { type ContentType, type Issue, parseContentTypeInput, type TypeContext } from '@verso/model'
import t from 'tap'
import { aField, aModel, anId, aType } from './builders.ts'

const author = aType('author', [aField('text', { name: 'name' })])
const context: TypeContext = { model: aModel(author), newId: anId }
const places = (issues: Issue[] | undefined) => issues?.map(({ path, code }) => [path, code])

function made(input: unknown, options: TypeContext = context): ContentType {
  const { type, issues } = parseContentTypeInput(input, options)
  if (type === undefined) throw new Error(JSON.stringify(issues))
  return type
}

const field = (settings: object) => ({ name: 'post', fields: [{ name: 'f', ...settings }] })

t.test('paths of faults count the fields as they were sent, also behind a faulty one', async (t) => {
  const input = {
    name: 'post',
    fields: [
      { name: 'X', kind: 'text' },
      { name: 'b', kind: 'slug', from: ['nope'] },
    ],
  }
  t.same(places(parseContentTypeInput(input, context).issues), [
    ['/fields/0/name', 'wrong_format'],
    ['/fields/1/from/0', 'unknown_field'],
  ])
})

t.test('saying that a setting is off is no fault, also where the kind does not have it', async (t) => {
  const { id: _, ...off } = made(field({ kind: 'boolean', many: false, pattern: null, required: false })).fields[0] ?? { id: '' }
  t.same(off, { name: 'f', label: 'F', kind: 'boolean' })
})

t.test('the settings of exact numbers, places and addresses are kept as they mean', async (t) => {
  const settings = [
    { kind: 'decimal', min: 0, max: '99.90', default: '1.50', unique: 'type', indexed: true },
    { kind: 'integer', bigint: true, min: -5, max: '9'.repeat(100), default: '7' },
    { kind: 'integer', bigint: false, min: 1 },
    { kind: 'email', pattern: '.*@example\\.org', unique: true, searchable: true },
    { kind: 'color', default: '#FFF' },
    { kind: 'media', many: true, min: 1, max: 9, accept: ['image/*'] },
  ]
  const { fields } = made({ name: 'post', fields: settings.map((setting, index) => ({ name: `f${index}`, ...setting })) })
  t.match(fields, [
    { min: '0', max: '99.90', default: '1.50', unique: 'type', indexed: true },
    { bigint: true, min: '-5', max: '9'.repeat(100), default: '7' },
    { min: 1 },
    { pattern: '.*@example\\.org', unique: true, searchable: true },
    { default: '#FFF' },
    { many: true, min: 1, max: 9, accept: ['image/*'] },
  ])
  t.notOk('bigint' in (fields[2] ?? {}))
})

t.test('what happens when a target is deleted can be chosen for links; only people take links out of rich text', async (t) => {
  const kinds = [
    { kind: 'reference', to: ['author'], onTargetDelete: 'clear' },
    { kind: 'media', onTargetDelete: 'leave' },
    { kind: 'richText', onTargetDelete: 'refuse' },
  ]
  for (const settings of kinds) t.match(made(field(settings)).fields[0], { onTargetDelete: settings.onTargetDelete })
  t.same(places(parseContentTypeInput(field({ kind: 'richText', onTargetDelete: 'clear' }), context).issues), [
    ['/fields/0/onTargetDelete', 'unknown_option'],
  ])
  t.same(places(parseContentTypeInput(field({ kind: 'text', onTargetDelete: 'leave' }), context).issues), [
    ['/fields/0/onTargetDelete', 'unknown_member'],
  ])
})
