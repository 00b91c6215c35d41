import t from 'tap'
import { stored, testStore, upload } from './disk.ts'

const svg = (inner: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 20" ${attributes}>${inner}</svg>`

t.test('a drawing is kept without anything that runs or loads', async (t) => {
  const { store } = await testStore(t)
  const clean = async (text: string) => (await stored(store, (await upload(store, text, 'a.svg')).sha256)).toString()
  for (const [name, text] of Object.entries({
    script: svg('<script>alert(1)</script><path d="M0 0"/>'),
    'a script with a prefix': svg('<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>'),
    handler: svg('<path d="M0 0" onclick="alert(1)"/>', 'onload="alert(1)"'),
    link: svg('<a xlink:href="javascript:alert(1)"><path d="M0 0"/></a><a href=" java&#9;script:alert(1)"><text>x</text></a>'),
    foreign: svg(
      '<foreignObject><iframe src="https://evil.example"/><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></body></foreignObject>',
    ),
    'an outside picture': svg('<image href="https://evil.example/alert.png"/><use href="https://evil.example/alert.svg#a"/>'),
    style: svg(
      '<style>@import "https://evil.example/alert.css"; path{fill:url(https://evil.example/alert)}</style><path style="fill:u\\72l(//evil.example/alert)" d="M0 0"/>',
    ),
    animation: svg(
      '<a><animate attributeName="href" values="javascript:alert(1)"/><text>x</text></a><set attributeName="onclick" to="alert(1)"/>',
    ),
    entity: `<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]>${svg('&x;<path d="M0 0"/>')}`,
    cdata: svg('<style><![CDATA[</style><script>alert(1)</script>]]></style>'),
  })) {
    const result = await clean(text)
    t.notMatch(result, /<[^>]*script|\son\w+\s*=|javascript:|evil\.example|foreignObject|<iframe|<animate|<set/i, `${name}: ${result}`)
    t.match(result, /^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/, name)
  }
})

t.test('what is drawn stays: shapes, gradients, filters, uses of its own parts, pictures that it brings along', async (t) => {
  const { store } = await testStore(t)
  const text = `<?xml version="1.0"?><!-- a drawing -->${svg(
    '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient><filter id="f"><feGaussianBlur stdDeviation="2"/></filter></defs>' +
      '<title>A &amp; B</title><style>.a{fill:url(#g)}</style><path class="a" d="M0 0h5"/><use href="#p"/><use xlink:href="#q"/>' +
      '<image href="data:image/png;base64,iVBORw0KGgo="/><text>&#160;x</text>',
    'width="10" height="20"',
  )}`
  const file = await upload(store, text, 'a.svg')
  t.match(file, { mimeType: 'image/svg+xml', width: 10, height: 20 })
  const result = (await stored(store, file.sha256)).toString()
  for (const part of [
    'linearGradient',
    'feGaussianBlur',
    'stdDeviation="2"',
    'url(#g)',
    'href="#p"',
    'xlink:href="#q"',
    'data:image/png',
    'viewBox="0 0 10 20"',
    'A &amp; B',
  ]) {
    t.ok(result.includes(part), `${part} in ${result}`)
  }
  t.same((await upload(store, result, 'b.svg')).sha256, file.sha256, 'cleaning what is clean changes nothing')
})

t.test('what can not be read as a drawing is refused and leaves nothing', async (t) => {
  const { store, files } = await testStore(t)
  await t.rejects(upload(store, `<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(2_000_000)}</svg>`, 'a.svg'), {
    name: 'FileRefusal',
  })
  t.same(await files(), [])
})
