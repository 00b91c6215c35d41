import { checkContent, parseContentTypeInput } from '@verso/model'
import t from 'tap'
import { aField, aModel, anId, aType } from './builders.ts'

const save = (pattern: string) =>
  parseContentTypeInput({ name: 'post', fields: [{ name: 'code', kind: 'text', pattern }] }, { model: aModel(), newId: anId })

t.test('a pattern that takes other engines an age is answered at once', async (t) => {
  for (const pattern of ['(a+)+b', '(a|a)*b', '(a|aa)+$', '(.*)*x', '([a-zA-Z]+)*1']) {
    t.equal(save(pattern).issues, undefined, `${pattern} is taken`)
    const field = aField('text', { pattern })
    t.match(checkContent(aType('post', [field]), { [field.id]: `${'a'.repeat(900)}!` }, 'en'), [{ code: 'pattern_mismatch' }])
  }
})

t.test('what RE2 does not run, or runs at great cost, is refused when the type is saved', async (t) => {
  for (const pattern of [
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    '(',
    'a{1001}',
    '((a{100}){100}){100}',
    '(\\pL{1,200}){1,5}',
    '[z-a]',
    'x'.repeat(501),
  ]) {
    t.match(save(pattern), { issues: [{ path: '/fields/0/pattern' }] }, pattern.slice(0, 40))
  }
})

t.test('a pattern means the whole value, and characters, not halves of them', async (t) => {
  const field = aField('text', { pattern: 'a|.b' })
  const codes = (value: string) => checkContent(aType('post', [field]), { [field.id]: value }, 'en').length
  t.same([codes('a'), codes('🎉b'), codes('ab!'), codes('xa')], [0, 0, 1, 1])
})
