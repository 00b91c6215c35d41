import t from 'tap'
import { journey, type Visitor } from '../support/browser.ts'
import { aVerso, owner, type RunningHouse } from './a-verso.ts'
import { asOwner, type Owner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { fieldOf, saved, signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

const jo = { email: 'jo@example.org', password: 'kites argue with pigeons', name: 'Jo Brand' }

interface Place {
  house: RunningHouse
  admin: Owner
}

interface Entry {
  id: string
  fields: { title?: string; summary?: string }
}

// One server for the file: each journey has an entry of its own.
let place: Promise<Place> | undefined
const thePlace = () => (place ??= aPlace())

async function aPlace(): Promise<Place> {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  const fields = [
    { name: 'title', label: 'Title', kind: 'text' },
    { name: 'summary', label: 'Summary', kind: 'longText' },
  ]
  await admin.ask('POST', '/types', { name: 'note', label: 'Notes', kind: 'collection', publicRead: false, titleField: 'title', fields })
  await admin.ask('POST', '/users', { ...jo, roles: ['editor'] })
  return { house, admin }
}

/** A note of the journey's own, with a way to ask the server for what it holds now. */
async function aNote() {
  const { house, admin } = await thePlace()
  const { id } = await admin.ask<Entry>('POST', '/entries', { type: 'note', fields: { title: 'As it was', summary: 'Nothing yet' } })
  const address = `${house.url}/admin/content/note/${id}`
  return { house, admin, id, address, stored: async () => (await admin.ask<Entry>('GET', `/entries/${id}`)).fields }
}

async function open({ page }: Visitor, address: string, person: { email: string; password: string }): Promise<void> {
  await page.goto(address)
  await signIn(page, person)
  await fieldOf(page, 'Title').waitFor()
}

const earlierText = 'Text that you wrote here earlier is not in the draft yet.'

/** Ends what runs in the page at once, without a word to it. */
async function crash(page: Visitor['page']): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  // The page that is to answer is gone by then.
  session.send('Page.crash').catch(() => undefined)
  await crashed
}

/** Somebody writes, and hears of what others do meanwhile only afterwards. */
async function writeUnaware({ page, expectFault }: Visitor, { field, text }: { field: string; text: string }, others: () => Promise<void>) {
  expectFault(/net::ERR_INTERNET_DISCONNECTED/)
  await page.context().setOffline(true)
  await fieldOf(page, field).fill(text)
  await page.getByRole('main').getByText('Offline, kept on this device').first().waitFor()
  await others()
  await page.context().setOffline(false)
}

journey('what is typed without a connection is saved when it is back, and survives a crash until then', async (t, { visit }) => {
  const { address, stored } = await aNote()
  const visitor = await visit()
  const { page, expectFault } = visitor
  expectFault(/net::ERR_INTERNET_DISCONNECTED/)
  await open(visitor, address, owner)

  await page.context().setOffline(true)
  await fieldOf(page, 'Title').fill('Typed in a tunnel')
  await page.getByRole('main').getByText('Offline, kept on this device').waitFor()
  await page.context().setOffline(false)
  await saved(page)
  t.match(await stored(), { title: 'Typed in a tunnel', summary: 'Nothing yet' })

  await page.context().setOffline(true)
  await fieldOf(page, 'Summary').fill('Typed in the next one')
  await page.getByRole('main').getByText('Offline, kept on this device').waitFor()
  t.match(await stored(), { title: 'Typed in a tunnel', summary: 'Nothing yet' })
  // A page that is left or closed still gets to send what it has, once its emulated lack of a connection ends; one that crashes doesn't.
  await crash(page)
  await page.close()
  await page.context().setOffline(false)
  const later = await page.context().newPage()
  await later.goto(address)
  await later.getByText(earlierText).waitFor()
  t.equal(await fieldOf(later, 'Summary').inputValue(), 'Typed in the next one')
  await saved(later)
  t.match(await stored(), { title: 'Typed in a tunnel', summary: 'Typed in the next one' })
})

journey('a session that ended is signed in again over the form, and what was typed is saved then', async (t, { visit }) => {
  const { address, admin, stored } = await aNote()
  const visitor = await visit()
  const { page, expectFault } = visitor
  expectFault(/status of 401/)
  await open(visitor, address, owner)

  await admin.ask('DELETE', '/sessions')
  await fieldOf(page, 'Title').fill('Typed too late')
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.waitFor()
  t.equal(await page.getByLabel('Title', { exact: true }).inputValue(), 'Typed too late', 'the form stays as it is')
  t.match(await stored(), { title: 'As it was' })
  t.equal(await dialog.getByLabel('E-mail').inputValue(), owner.email)
  await dialog.getByLabel('Password', { exact: true }).fill(owner.password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()

  await dialog.waitFor({ state: 'hidden' })
  await saved(page)
  t.equal(await fieldOf(page, 'Title').inputValue(), 'Typed too late')
  t.match(await stored(), { title: 'Typed too late' })
})

journey('two people who change different fields both keep their words, and the later one is told', async (t, { visit }) => {
  const { address, stored } = await aNote()
  const [ada, joseph] = [await visit(), await visit()]
  await Promise.all([open(ada, address, owner), open(joseph, address, jo)])

  await writeUnaware(joseph, { field: 'Summary', text: 'By Jo' }, async () => {
    await fieldOf(ada.page, 'Title').fill('By Ada')
    await saved(ada.page)
  })
  await joseph.page.getByText('ada also changed 1 field: Title.').waitFor()
  await saved(joseph.page)

  t.equal(await fieldOf(joseph.page, 'Title').inputValue(), 'By Ada')
  t.equal(await fieldOf(joseph.page, 'Summary').inputValue(), 'By Jo')
  t.match(await stored(), { title: 'By Ada', summary: 'By Jo' })
})

journey('two people who change the same field choose between both texts, and neither is lost', async (t, { visit }) => {
  const { address, admin, id, stored } = await aNote()
  const [ada, joseph] = [await visit(), await visit()]
  joseph.expectFault(/status of 409/)
  await Promise.all([open(ada, address, owner), open(joseph, address, jo)])
  const banner = joseph.page.getByRole('region', { name: 'Values that need a choice' })

  await writeUnaware(joseph, { field: 'Title', text: 'By Jo' }, async () => {
    await fieldOf(ada.page, 'Title').fill('By Ada')
    await saved(ada.page)
  })
  await banner.getByText(/ada changed Title while you were editing/).waitFor()
  t.equal(await fieldOf(joseph.page, 'Title').inputValue(), 'By Jo', 'nothing on the screen is replaced')
  t.match(await stored(), { title: 'By Ada' })
  await banner.getByRole('button', { name: 'Use ada for Title' }).click()
  await banner.waitFor({ state: 'hidden' })
  t.equal(await fieldOf(joseph.page, 'Title').inputValue(), 'By Ada')
  await saved(joseph.page)

  await writeUnaware(joseph, { field: 'Title', text: 'By Jo once more' }, async () => {
    await fieldOf(ada.page, 'Title').fill('By Ada once more')
    await saved(ada.page)
  })
  await banner.getByRole('button', { name: 'Use Mine for Title' }).click()
  await banner.waitFor({ state: 'hidden' })
  await saved(joseph.page)
  t.match(await stored(), { title: 'By Jo once more' })

  const { data } = await admin.ask<{ data: { number: number }[] }>('GET', `/entries/${id}/revisions`)
  const revisions = await Promise.all(data.map(({ number }) => admin.ask<Entry>('GET', `/entries/${id}/revisions/${number}`)))
  t.same(revisions.map(({ fields }) => fields.title).slice(0, 2), ['By Jo once more', 'By Ada once more'], 'the history has both')
})

journey(
  'what is being written reaches the person’s other browser after a crash, and nobody else before it is saved',
  async (t, { visit }) => {
    const { address, admin, id, stored } = await aNote()
    const copy = async () => (await admin.ask<{ workingCopy?: object }>('GET', `/entries/${id}`)).workingCopy
    const writeAndCrash = async ({ page }: Visitor, text: string) => {
      await fieldOf(page, 'Title').fill(text)
      await page.getByRole('main').getByText('for you alone so far').first().waitFor()
      await crash(page)
    }
    const [first, joseph, second, third] = [await visit(), await visit(), await visit(), await visit()]
    await open(first, address, owner)

    await writeAndCrash(first, 'In the middle of a')
    t.match(await stored(), { title: 'As it was' }, 'what is not finished is no draft')
    await open(joseph, address, jo)
    t.equal(await fieldOf(joseph.page, 'Title').inputValue(), 'As it was')
    t.equal(await joseph.page.getByText(earlierText).count(), 0)

    await open(second, address, owner)
    await second.page.getByText(earlierText).waitFor()
    t.equal(await fieldOf(second.page, 'Title').inputValue(), 'In the middle of a')
    await looksRight(t, second.page, 'text from another browser')
    await second.page.getByRole('button', { name: 'Discard it' }).click()
    await becomes(t, copy, undefined)
    t.equal(await fieldOf(second.page, 'Title').inputValue(), 'As it was')
    const { data } = await admin.ask<{ data: unknown[] }>('GET', `/entries/${id}/revisions`)
    t.equal(data.length, 1, 'the history knows nothing of it')

    await writeAndCrash(second, 'In the middle of another')
    await fieldOf(joseph.page, 'Summary').fill('By Jo meanwhile')
    await saved(joseph.page)
    await open(third, address, owner)
    await third.page.getByRole('button', { name: 'Keep it' }).click()
    await becomes(t, stored, { title: 'In the middle of another', summary: 'By Jo meanwhile' })
    t.equal(await copy(), undefined)
  },
)

journey('a pause makes it the draft, and a value that was set back leaves nothing behind', async (t, { visit }) => {
  const { address, admin, id, stored } = await aNote()
  const visitor = await visit()
  const { page } = visitor
  await open(visitor, address, owner)

  await fieldOf(page, 'Title').fill('Finished')
  await becomes(t, async () => (await stored()).title, 'Finished')
  await fieldOf(page, 'Title').fill('Not finished')
  await page.getByRole('main').getByText('for you alone so far').first().waitFor()
  await fieldOf(page, 'Title').fill('Finished')
  await saved(page)
  const { workingCopy, revision } = await admin.ask<{ workingCopy?: object; revision: number }>('GET', `/entries/${id}`)
  t.same({ workingCopy, revision }, { workingCopy: undefined, revision: 2 })
})
