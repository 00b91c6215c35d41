import type { Page } from 'playwright-core'
import t from 'tap'
import { journey } from '../support/browser.ts'
import { aVerso, owner, type RunningHouse } from './a-verso.ts'
import { asOwner, type Owner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

interface Place {
  house: RunningHouse
  admin: Owner
}

interface Entry {
  id: string
  status: string
  fields: Record<string, unknown>
  publications: Record<string, unknown>
}

// One server for the file: each journey has entries of its own.
let place: Promise<Place> | undefined
const thePlace = () => (place ??= aPlace())

async function aPlace(): Promise<Place> {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  await admin.ask('POST', '/locales', { code: 'de', label: 'Deutsch', fallback: 'en' })
  await admin.ask('POST', '/types', { name: 'author', label: 'Authors', slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  await admin.ask('POST', '/types', {
    name: 'article',
    label: 'Articles',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'author', kind: 'reference', to: ['author'], onMissingTarget: 'publish', onTargetDelete: 'refuse' },
      { name: 'next', label: 'Read next', kind: 'reference', to: ['article'] },
    ],
  })
  await admin.ask('POST', '/types', {
    name: 'note',
    label: 'Notes',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'topic', kind: 'text', required: true },
      { name: 'body', kind: 'richText' },
    ],
  })
  return { house, admin }
}

async function make({ ask }: Owner, type: string, fields: object): Promise<string> {
  const { id } = await ask<Entry>('POST', '/entries', { type, fields })
  return id
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await signIn(page, owner)
}

const theEntry = ({ ask }: Owner, id: string) => ask<Entry>('GET', `/entries/${id}`)

journey('publishing says beforehand what it would do, and taking back says who needs it', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const author = await make(admin, 'author', { title: 'Ada Lovelace' })
  const next = await make(admin, 'article', { title: { en: 'Maps of glass' } })
  const fields = { title: { en: 'Maps of paper', de: 'Karten aus Papier' }, author: { _ref: author }, next: { _ref: next } }
  const article = await make(admin, 'article', fields)
  const { page } = await visit()
  await open(page, `${house.url}/admin/content/article/${article}`)

  const panel = page.getByRole('tabpanel', { name: 'Publish' })
  await panel.getByText('Will be published together with it').waitFor()
  await panel.getByText('Readers will not see this link').waitFor()
  await page.getByRole('button', { name: 'Publish 2 languages' }).waitFor()
  await looksRight(t, page, 'an entry that can be published')
  await panel.getByRole('checkbox', { name: /Deutsch/ }).uncheck()
  await page.getByRole('button', { name: 'Publish en' }).click()
  await becomes(t, async () => Object.keys((await theEntry(admin, article)).publications), ['en'])
  t.equal((await theEntry(admin, author)).status, 'published', 'what it needs went along')

  await panel.getByRole('button', { name: 'Unpublish…' }).click()
  await page.getByRole('dialog').getByText('No entry links to it.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  await page.goto(`${house.url}/admin/content/author/${author}`)
  await page.getByRole('button', { name: 'Move to trash…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('link', { name: 'Maps of paper' }).waitFor()
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().waitFor()
  t.equal(await dialog.getByRole('button', { name: 'Move to trash' }).count(), 0, 'what is refused can’t be confirmed')
  await looksRight(t, page, 'an act that would be refused')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${house.url}/admin/content/article/${article}?pane=publish`)
  await page.getByRole('checkbox', { name: /Deutsch/ }).waitFor()
  await page.getByRole('button', { name: 'Publish de' }).first().waitFor()
  await looksRight(t, page, 'what publishing would do, on a phone')
})

journey('two states of an entry are compared, one gets a name, and a value of it is used again', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const id = await make(admin, 'note', {
    title: 'The quiet harbour',
    topic: 'Sea',
    body: [paragraph('a', 'It is always on.'), paragraph('b', 'It folds.')],
  })
  const later = {
    title: 'The loud harbour',
    body: [paragraph('b', 'It folds.'), paragraph('a', 'It is never on.'), paragraph('c', 'It burns.')],
  }
  await admin.ask('PATCH', `/entries/${id}`, { fields: later, baseRevision: 1 })
  const { page } = await visit()
  await open(page, `${house.url}/admin/content/note/${id}?pane=history&rev=1`)

  await page.getByRole('button', { name: 'Name…' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Before the storm')
  await page.getByRole('dialog').getByRole('button', { name: 'Save name' }).click()
  await page.getByRole('heading', { name: /^Revision 1: Before the storm/ }).waitFor()
  await page.getByRole('tabpanel', { name: 'History' }).getByText('Before the storm').waitFor()

  await page.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name: 'The draft' }).click()
  const stage = page.getByRole('main')
  await stage.getByText('From revision 1 to the draft:').waitFor()
  t.same(await stage.locator('del').allTextContents(), ['quiet', 'always'])
  t.same(await stage.locator('ins').allTextContents(), ['loud', 'never', 'It burns.'])
  await stage.getByText(/Added at place 3/).waitFor()
  t.equal(await stage.getByRole('heading', { name: 'Topic' }).count(), 0, 'what did not change is not there')
  await looksRight(t, page, 'two states compared')

  await page.getByRole('button', { name: 'Use this value for Title' }).click()
  await becomes(t, async () => (await theEntry(admin, id)).fields.title, 'The quiet harbour')
  await page.setViewportSize({ width: 360, height: 740 })
  await looksRight(t, page, 'two states compared, on a phone')
})

journey('many are published at once with a result for each, what failed again, and the trash says who', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  await make(admin, 'note', { title: 'Bulk one', topic: 'Sea' })
  await make(admin, 'note', { title: 'Bulk two', topic: 'Sea' })
  const faulty = await make(admin, 'note', { title: 'Bulk three' })
  const { page } = await visit()
  await open(page, `${house.url}/admin/content/note?q=Bulk`)
  await page.getByText('3 entries match').waitFor()

  await page.getByRole('checkbox', { name: 'Select Bulk one' }).check()
  await page.getByRole('button', { name: 'Select all 3 matching' }).click()
  await page.getByText('3 selected').waitFor()
  await page.getByRole('button', { name: 'Publish…', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Publish 3 entries' }).click()
  await dialog.getByText('3 of 3 finished').waitFor()
  t.equal(await dialog.getByText('Published', { exact: true }).count(), 2)
  await looksRight(t, page, 'results of a bulk act')
  await admin.ask('PATCH', `/entries/${faulty}`, { fields: { topic: 'Sea' }, baseRevision: 1 })
  await dialog.getByRole('button', { name: 'Retry 1 failed' }).click()
  await becomes(t, async () => (await theEntry(admin, faulty)).status, 'published')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  await admin.ask('DELETE', `/entries/${faulty}`)
  await page.getByRole('button', { name: 'Trash', exact: true }).click()
  await page.getByRole('columnheader', { name: 'Moved to trash' }).waitFor()
  await page.getByRole('checkbox', { name: 'Select Bulk three' }).check()
  await looksRight(t, page, 'the trash of a type')
  await page.getByRole('button', { name: 'Delete for good…' }).click()
  await dialog.getByRole('button', { name: 'Delete one entry for good' }).click()
  await dialog.getByText('1 of 1 finished').waitFor()
  t.same((await admin.ask<{ data: Entry[] }>('GET', '/entries?type=note&filter[_status]=trashed')).data, [])
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await page.getByText('The trash is empty.').waitFor()
})

function paragraph(key: string, text: string): object {
  return { _type: 'block', _key: key, style: 'normal', markDefs: [], children: [{ _type: 'span', _key: `${key}s`, text, marks: [] }] }
}
