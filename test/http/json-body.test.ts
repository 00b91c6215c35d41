import { HttpFault, parseJson } from '@verso/http'
import fc from 'fast-check'
import t from 'tap'

function codeOf(text: string): string {
  try {
    parseJson(Buffer.from(text))
    return 'fine'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'another error'
  }
}

function pathOf(text: string): string | undefined {
  try {
    parseJson(Buffer.from(text))
    return undefined
  } catch (error) {
    return error instanceof HttpFault ? error.issues[0]?.path : 'another error'
  }
}

t.test('what JSON.stringify writes is read back as it was', (t) => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value)
      if (/__proto__|\\u0000|\\ud[89a-f]/i.test(text)) return
      t.same(parseJson(Buffer.from(text)), JSON.parse(text))
    }),
    { numRuns: 300 },
  )
  t.end()
})

t.test('a member named twice is found at every depth and in every spelling, and told by its path', (t) => {
  for (const text of ['{"a":1,"a":2}', '[{"x":{"a":1,"b":[],"a":{}}}]', '{"a":1,"\\u0061":2}', '{"":1,"":2}'])
    t.equal(codeOf(text), 'duplicate_key', text)
  for (const text of ['{"a":{"a":1},"b":{"a":1}}', '[{"a":1},{"a":1}]', '{"a":"a","b":"a:a"}', '{"a":"\\"a\\":1,"}'])
    t.equal(codeOf(text), 'fine', text)
  t.equal(pathOf('{"list":[0,{"a/b":1,"a/b":2}]}'), '/list/1/a~1b')
  t.end()
})

t.test('names that reach into prototypes are refused, others that look like them are not', (t) => {
  for (const text of ['{"__proto__":1}', '{"\\u005f_proto__":1}', '[[{"a":{"__proto__":{}}}]]', '{"constructor":{"prototype":1}}'])
    t.equal(codeOf(text), 'forbidden_key', text)
  for (const text of ['{"constructor":1}', '{"prototype":1}', '{"constructor":{"a":1},"prototype":2}', '{"a":"__proto__"}'])
    t.equal(codeOf(text), 'fine', text)
  t.end()
})

t.test('numbers that a double would change are refused, however they are written', (t) => {
  for (const number of ['9007199254740993', '1e400', '-1e400', '1e-400', '0.10000000000000000001', '123456789012345678901'])
    t.equal(codeOf(`{"a":${number}}`), 'invalid_value', number)
  for (const number of [
    '0',
    '-0',
    '0.1',
    '1.0',
    '100',
    '1e2',
    '1E+2',
    '9007199254740992',
    '1e300',
    '0.000001',
    '-12.50',
    '5e-324',
    '1.7976931348623157e308',
    '0.00',
    '123456789012345680000',
  ]) {
    t.equal(codeOf(`[${number}]`), 'fine', number)
  }
  t.end()
})

t.test('U+0000 and lone surrogates are refused in values and names; pairs are fine', (t) => {
  for (const text of ['"\\u0000"', '{"a\\u0000":1}', '"\\ud83d"', '"\\ude00\\ud83d"']) t.equal(codeOf(text), 'invalid_value', text)
  for (const text of ['"\\ud83d\\ude00"', '"😀"', '"\\\\u0000"']) t.equal(codeOf(text), 'fine', text)
  t.end()
})

t.test('64 levels are read, 65 are not', (t) => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  t.equal(codeOf(nested(64)), 'fine')
  t.equal(codeOf(nested(65)), 'invalid_request')
  t.equal(codeOf(nested(400_000)), 'invalid_request')
  t.end()
})
