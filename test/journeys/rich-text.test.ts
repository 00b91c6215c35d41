import type { Locator, Page } from 'playwright-core'
import { journey } from '../support/browser.ts'
import { aVerso, owner, type RunningHouse } from './a-verso.ts'
import { asOwner, type Owner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'
import { type Node, pasted, spelled } from './rich-text-forms.ts'

const page =
  '<h2>Head</h2><p>Some <b style="color:red">bold</b> <a href="https://example.org">link</a></p><ul><li>a<ul><li>b</li></ul></li></ul>'
/** As Word and Google Docs write it: lists are paragraphs, emphasis is a style, the whole is a `b` that isn't bold. */
const word =
  '<style>p { margin: 0 }</style><b style="font-weight:normal" id="docs-internal-guid-1"><p class=MsoTitle>Report</p>' +
  "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>One</p>" +
  "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span><span style='font-weight:700'>Inner</span></p></b>" +
  "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>First</p>"
const table = '<table><tr><th>x</th></tr><tr><td>y</td></tr></table><img src="https://example.org/a.png" alt="A picture">'

journey(
  'rich text is written in what its field allows, with entries among the words; what is pasted keeps its form',
  async (t, { visit }) => {
    const house = await aVerso(t, { isSetUp: true })
    const admin = await asOwner(house)
    const { entryId } = await aStory(admin)
    const { page: screen } = await visit()
    await opened(screen, house, entryId)
    const note = textOf(screen, 'Note')

    await note.click()
    await typed(screen, '# a')
    await screen.keyboard.press('Enter')
    await typed(screen, '## b')
    await screen.keyboard.press('Enter')
    await screen.keyboard.press('Control+u')
    await typed(screen, 'by /')
    const offered = screen.getByRole('listbox', { name: 'Insert' }).getByRole('option')
    t.same(
      (await offered.allTextContents()).map((words) => words.trim()),
      ['Entry in the text', 'Heading 2'],
    )
    await screen.keyboard.press('Enter')
    await screen
      .getByRole('dialog')
      .getByRole('button', { name: /Jo March/ })
      .click()
    await note.getByText('not published').waitFor()
    await typed(screen, ' too')
    await becomes(t, stored(admin, entryId, 'note'), ['normal: # a', 'h2: b', 'normal: by |entry| too'])
    const tools = screen.getByRole('toolbar', { name: 'Formatting of Note' })
    t.equal(await tools.getByRole('button', { name: 'Underline' }).count(), 0)

    const body = textOf(screen, 'Body')
    await body.click()
    await pasted(body, { 'text/html': page + table, 'text/plain': 'Head\n\nSome bold link' })
    await screen.getByRole('region', { name: 'Pasted' }).getByText('1 image not imported').waitFor()
    await becomes(t, stored(admin, entryId, 'body'), [
      'h2: Head',
      'normal: Some |strong:bold| |link:link',
      'bullet 1: a',
      'bullet 2: b',
      'table',
      'normal: link:A picture',
    ])
    await looksRight(t, screen, 'an entry with rich text')
    await screen.getByRole('button', { name: 'Paste as plain text' }).click()
    await becomes(t, stored(admin, entryId, 'body'), ['normal: Head', 'normal: Some bold link'])

    await body.getByText('Some bold link').click()
    await atTheEnd(screen)
    await screen.keyboard.press('Enter')
    await screen.waitForTimeout(100)
    await pasted(body, { 'text/html': word, 'text/plain': 'x' })
    await becomes(t, stored(admin, entryId, 'body'), [
      'normal: Head',
      'normal: Some bold link',
      'h1: Report',
      'bullet 1: One',
      'bullet 2: strong:Inner',
      'number 1: First',
    ])
  },
)

journey('parts of a text that the editor does not know are kept, and a text that it can not hold is only read', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  const { entryId } = await aStory(admin)
  await admin.ask('PATCH', `/entries/${entryId}`, { fields: { body: { markdown: 'One\n\nTwo' } }, baseRevision: 1 })
  const { page: screen, expectFault } = await visit()
  // As if the server knew more of rich text than this editor; the real one refuses to store it.
  expectFault(/status of 422/)
  let change = ([one, ...others]: Node[]): Node[] => [
    { ...(one as Node), children: [...((one as Node).children as Node[]), { _type: 'emoji', _key: 'e', name: 'sun' }] },
    { _type: 'poll', _key: 'p', question: 'Why?' },
    ...others,
  ]
  await screen.route(`**/admin/v1/entries/${entryId}`, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback()
    const response = await route.fetch()
    const json = (await response.json()) as { fields: { body: Node[] } }
    json.fields.body = change(json.fields.body)
    return route.fulfill({ response, json })
  })
  await opened(screen, house, entryId)
  await screen.getByText('Unknown block “poll”, kept as is').waitFor()
  const sent = screen.waitForRequest((request) => request.method() === 'PATCH')
  await textOf(screen, 'Body').getByText('Two').click()
  await atTheEnd(screen)
  await typed(screen, ' and')
  const { fields } = (await sent).postDataJSON() as { fields: { body: Node[] } }
  t.same(spelled(fields.body), ['normal: One|emoji|', 'poll', 'normal: Two and'])
  t.match(fields.body[1], { _type: 'poll', _key: 'p', question: 'Why?' })

  change = (blocks) => [{ _type: 'block', _key: 'b', children: 'no list' }, ...blocks]
  const { page: reading } = await visit()
  await reading.route(`**/admin/v1/entries/${entryId}`, async (route) => {
    const response = await route.fetch()
    const json = (await response.json()) as { fields: { body: Node[] } }
    json.fields.body = change(json.fields.body)
    return route.fulfill({ response, json })
  })
  await opened(reading, house, entryId)
  const region = reading.getByRole('region', { name: 'Body' })
  await region.getByText('Two').waitFor()
  t.equal(await textOf(reading, 'Body').count(), 0, 'there is nothing to type into')
})

/** A type with one text that allows little and one that allows everything, an entry of it, and somebody to name in it. */
async function aStory({ ask }: Owner): Promise<{ entryId: string }> {
  await ask('POST', '/types', { name: 'person', slugField: null, fields: [{ name: 'name', kind: 'text' }] })
  await ask('POST', '/types', {
    name: 'story',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'note', kind: 'richText', toolbar: { styles: ['h2'], marks: ['strong'], lists: [], blocks: ['entry'], entries: ['person'] } },
      { name: 'body', kind: 'richText' },
    ],
  })
  await ask('POST', '/entries', { type: 'person', fields: { name: 'Jo March' } })
  const { id } = await ask<{ id: string }>('POST', '/entries', { type: 'story', fields: { title: 'Sea' } })
  return { entryId: id }
}

async function opened(screen: Page, { url }: RunningHouse, entryId: string): Promise<void> {
  await screen.goto(`${url}/admin/content/story/${entryId}`)
  await signIn(screen, owner)
  await screen.getByRole('heading', { level: 1, name: 'Sea' }).waitFor()
}

function textOf(screen: Page, label: string): Locator {
  return screen.getByRole('textbox', { name: label, exact: true })
}

/** Letter by letter, as people do it: the editor's shortcuts look at each. */
async function typed(screen: Page, words: string): Promise<void> {
  await screen.waitForTimeout(100)
  await screen.keyboard.type(words, { delay: 20 })
  await screen.waitForTimeout(100)
}

/** The editor reads a new selection a moment after its key. */
async function atTheEnd(screen: Page): Promise<void> {
  await screen.waitForTimeout(150)
  await screen.keyboard.press('End')
  await screen.waitForTimeout(150)
}

/** The blocks of a field at the server, spelled. */
function stored({ ask }: Owner, entryId: string, field: string): () => Promise<string[]> {
  return async () => {
    const { fields } = await ask<{ fields: Record<string, Node[]> }>('GET', `/entries/${entryId}`)
    return spelled(fields[field] ?? [])
  }
}
