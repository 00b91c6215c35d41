import fc from 'fast-check'

/** Builders of stored trees for the tests of this folder. */
export const mediaId = '0193a000-0000-7000-8000-000000000001'
export const entryId = '0193a000-0000-7000-8000-000000000002'

export function span(text: string, ...marks: string[]) {
  return { _type: 'span', _key: `s${text.length}${marks.join('')}`.slice(0, 40), text, marks }
}

export function block(...children: unknown[]) {
  return { _type: 'block', _key: 'b', style: 'normal', markDefs: [] as unknown[], children }
}

export function item(level: number, listItem: string, text: string) {
  return { ...block(span(text)), _key: `i${text}`, listItem, level }
}

const nasty = fc.constantFrom(
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  '"><script>alert(1)</script>',
  "' onerror='alert(1)",
  '<img src=x onerror=alert(1)>',
  '</code></pre><script>',
  '```\n<script>alert(1)</script>\n```',
  '`<script>`',
  '--><script>',
  '&lt;script&gt;',
  'constructor',
  '__proto__',
  'toString',
  '\\',
  '\\`<script>',
  '[x](javascript:alert(1))',
  '![](javascript:alert(1))',
)
export const text = fc.oneof(nasty, fc.string(), fc.string({ unit: 'binary' }))
const name = fc.oneof(
  fc.constantFrom(
    'block',
    'span',
    'image',
    'code',
    'table',
    'break',
    'embed',
    'link',
    'entryLink',
    'normal',
    'h1',
    'strong',
    'row',
    'cell',
    'bullet',
    'm1',
  ),
  text,
)

/** Anything that might lie in the database: well-formed trees, and trees that somebody got past every check. */
export const anyTree = fc.letrec((tie) => ({
  span: fc.record({ _type: name, _key: name, text, marks: fc.array(name, { maxLength: 3 }) }, { requiredKeys: [] }),
  def: fc.record({ _type: name, _key: name, href: text, entry: fc.record({ _ref: text }) }, { requiredKeys: [] }),
  block: fc.record(
    {
      _type: fc.oneof(fc.constant('block'), name),
      _key: name,
      style: name,
      listItem: name,
      level: fc.integer({ min: -1, max: 20 }),
      markDefs: fc.array(tie('def'), { maxLength: 3 }),
      children: fc.array(tie('child'), { maxLength: 4 }),
    },
    { requiredKeys: ['_type'] },
  ),
  child: fc.oneof(
    { arbitrary: tie('span'), weight: 5 },
    { arbitrary: tie('object'), weight: 1 },
    { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
  ),
  object: fc.record(
    {
      _type: name,
      url: text,
      code: fc.oneof(text, fc.integer()),
      language: text,
      alt: text,
      caption: text,
      href: text,
      media: fc.record({ _media: text }),
      headerRows: fc.integer({ min: -1, max: 3 }),
      rows: fc.array(tie('row'), { maxLength: 3 }),
    },
    { requiredKeys: ['_type'] },
  ),
  row: fc.record({ _type: name, cells: fc.array(tie('cell'), { maxLength: 3 }) }),
  cell: fc.record({ _type: name, value: fc.oneof({ depthSize: 'small' }, fc.array(tie('span'), { maxLength: 2 }), tie('tree')) }),
  tree: fc.array(fc.oneof({ depthSize: 'small' }, tie('block'), tie('object'), fc.jsonValue({ maxDepth: 2 })), { maxLength: 4 }),
})).tree
