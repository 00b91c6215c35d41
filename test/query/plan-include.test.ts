import type { IncludePlan } from '@verso/query'
import t from 'tap'
import { aField, aModel, aType } from '../model/builders.ts'
import { ask, author, company, faults, idOf, planOf, post, tag } from './ask.ts'

const system = ['_id', '_type', '_locale', '_revision', '_publishedAt', '_firstPublishedAt', '_updatedAt']
const all = (type = post) => type.fields.map((field) => field.id)
const selected = (query: string) => planOf(query).selection
const include = (query: string) => planOf(query).include
/** Names of what is loaded, as nested lists. */
const loaded = (plans: IncludePlan[]): unknown =>
  plans.map((plan) => [nameOf(plan), ...Object.values(plan.include).flatMap((inner) => loaded(inner))])
const nameOf = ({ fieldId }: IncludePlan) =>
  [post, author, tag, company].flatMap((type) => type.fields).find((field) => field.id === fieldId)?.name

t.test('everything comes unless something is chosen', async (t) => {
  t.same(selected(''), { system, fields: all() })
})

t.test('select gives the named fields in the order of the model, and the members of Verso unless one of them is named', async (t) => {
  t.same(selected('select=stars,title'), { system, fields: [idOf('title'), idOf('stars')] })
  t.same(selected('select=title,_revision,_id'), { system: ['_id', '_revision'], fields: [idOf('title')] })
  t.same(selected('select=_id'), { system: ['_id'], fields: [] })
})

t.test('omit leaves out the named fields', async (t) => {
  t.same(selected('omit=title,body'), { system, fields: all().filter((id) => id !== idOf('title') && id !== idOf('body')) })
})

t.test('a reference is loaded by its name, several levels deep, with all that it shows', async (t) => {
  const [plan] = include('include=author.employer')
  t.match(plan, { fieldId: idOf('author'), many: false, typeIds: [author.id], limit: 1 })
  t.same(plan?.selection, { [author.id]: { system, fields: all(author) } })
  t.match(plan?.include[author.id], [{ fieldId: idOf('employer', author), typeIds: [company.id], include: { [company.id]: [] } }])
})

t.test('the targets of a reference to several types show each what it has', async (t) => {
  const [plan] = include('include=about&select=about.name,about.colour')
  t.match(plan, { many: true, limit: 100, typeIds: [author.id, tag.id, company.id] })
  t.same(plan?.selection[tag.id]?.fields, all(tag))
  t.same(plan?.selection[company.id]?.fields, [idOf('name', company)])
})

t.test('a star stands for every reference of its level, those among the words of rich text too', async (t) => {
  t.same(loaded(include('include=*')), [['body'], ['author'], ['about']])
  t.same(loaded(include('include=body')), [['body']])
  t.same(loaded(include('include=*.*')), [
    ['body', ['employer'], ['friends'], ['body'], ['author'], ['about']],
    ['author', ['employer'], ['friends']],
    ['about', ['employer'], ['friends']],
  ])
  t.same(loaded(include('include=author.*')), [['author', ['employer'], ['friends']]])
  t.same(loaded(include('include=*,author.employer')), [['body'], ['author', ['employer']], ['about']])
  t.same(loaded(include('include=*.employer')), [
    ['body', ['employer']],
    ['author', ['employer']],
    ['about', ['employer']],
  ])
})

t.test('select restricts the top level too: what is not shown is not loaded', async (t) => {
  t.same(loaded(include('include=author&select=title')), [])
  t.same(loaded(include('include=author,about&omit=author')), [['about']])
  const plan = planOf('include=author&select=title,author.name')
  t.same(plan.selection.fields, [idOf('title'), idOf('author')])
  t.same(plan.include[0]?.selection[author.id]?.fields, [idOf('name', author)])
  t.same(planOf('include=author&select=author').include[0]?.selection[author.id]?.fields, all(author))
  t.same(planOf('include=author&omit=author.friends').include[0]?.selection[author.id]?.fields, [
    idOf('name', author),
    idOf('employer', author),
  ])
})

t.test('an included path has options of its own', async (t) => {
  t.match(include('include[about][limit]=250'), [{ limit: 250 }])
  t.same(include('include[author][select]=name')[0]?.selection[author.id]?.fields, [idOf('name', author)])
  t.match(include('include=author.friends&include[author.friends][limit]=3')[0]?.include[author.id], [{ limit: 3 }])
})

const wrong: [string, string, string][] = [
  ['select=nope', 'select', 'unknown_field'],
  ['select=_seq', 'select', 'unknown_field'],
  ['select=*', 'select', 'unknown_field'],
  ['omit=nope', 'omit', 'unknown_field'],
  ['omit=_id', 'omit', 'operator_not_allowed'],
  ['select=author.name', 'select', 'not_included'],
  ['omit=author.name', 'omit', 'not_included'],
  ['select=title.x', 'select', 'unknown_field'],
  ['select=nope.x', 'select', 'unknown_field'],
  ['select=author.nope&include=author', 'select', 'unknown_field'],
  ['include=nope', 'include', 'unknown_field'],
  ['include=title', 'include', 'not_a_reference'],
  ['include=cover', 'include', 'not_a_reference'],
  ['include=author.nope', 'include', 'unknown_field'],
  ['include=author.name', 'include', 'not_a_reference'],
  ['include=author..employer', 'include', 'unknown_field'],
  ['include=author.friends.friends.friends.friends.friends', 'include', 'query_too_large'],
  ['include[author][limit]=3', 'include[author]', 'operator_not_allowed'],
  ['include[author][select]=nope', 'include[author][select]', 'unknown_field'],
  ['include[author][select]=name&select=author.name', 'include[author]', 'conflicting_parameters'],
]

for (const [query, place, code] of wrong) {
  t.test(`refused: ${query}`, async (t) => {
    t.same(faults(ask(query).issues), [[place, code]])
  })
}

t.test('what would load too much in all is refused before it is planned to the end', async (t) => {
  const types = Array.from({ length: 6 }, (_, index) => aType(`t${index}`))
  const ids = types.map((type) => type.id)
  for (const type of types)
    for (let index = 0; index < 6; index += 1) type.fields.push({ ...aField('reference', { name: `r${index}` }), to: ids })
  const [first = post] = types
  t.same(faults(ask('include=*.*.*.*.*', { model: aModel(...types), type: first }).issues), [['include', 'query_too_large']])
  t.equal(ask('include=*', { model: aModel(...types), type: first }).issues, undefined)
})

t.test('a read over several types knows a name that any of them has', async (t) => {
  const across = { acrossTypes: true, type: tag }
  t.same(planOf('select=title,colour', across).selection.fields, [idOf('colour', tag)])
  t.same(planOf('include=author', across).include, [])
  t.same(faults(ask('select=nope', across).issues), [['select', 'unknown_field']])
  t.same(faults(ask('select=title', { type: tag }).issues), [['select', 'unknown_field']])
})
