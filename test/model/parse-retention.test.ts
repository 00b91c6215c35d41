import { type Issue, parseContentTypeInput, type TypeContext } from '@verso/model'
import t from 'tap'
import { aModel, anId } from './builders.ts'

const context: TypeContext = { model: aModel(), newId: anId }
const places = (issues: Issue[] | undefined) => issues?.map(({ path, code }) => [path, code])
const retentionOf = (retention: unknown) => parseContentTypeInput({ name: 'note', fields: [], retention }, context)

t.test('a retention says how much history is kept; null and nothing keep all of it', async (t) => {
  const { type } = retentionOf({ revisions: 50, days: 30 })
  if (type === undefined) throw new Error('The type is refused')
  const changed = (input: unknown) => parseContentTypeInput(input, { ...context, current: type }).type?.retention

  t.same(type.retention, { revisions: 50, days: 30 })
  t.same(retentionOf({}).type?.retention, undefined)
  t.same(changed({ retention: { days: 7 } }), { days: 7 })
  t.same(changed({ retention: null }), undefined)
  t.same(changed({}), { revisions: 50, days: 30 })
})

t.test('a retention counts in whole numbers, and only of what has entries', async (t) => {
  t.same(places(retentionOf({ revisions: 0, days: 1.5, weeks: 1 }).issues), [
    ['/retention/weeks', 'unknown_member'],
    ['/retention/revisions', 'too_small'],
    ['/retention/days', 'wrong_type'],
  ])
  t.same(places(retentionOf({ days: 1e9 }).issues), [['/retention/days', 'too_large']])
  t.same(places(retentionOf('long').issues), [['/retention', 'wrong_type']])
  const component = { name: 'part', kind: 'component', fields: [], retention: { days: 1 } }
  t.same(places(parseContentTypeInput(component, context).issues), [['/retention', 'invalid']])
})
