import t from 'tap'
import { journey, type Visitor } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { fieldOf, saved, signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

const jo = { email: 'jo@example.org', password: 'kites argue with pigeons', name: 'Jo Brand' }

interface Entry {
  id: string
  status: string
}

let place: ReturnType<typeof aPlace> | undefined
const thePlace = () => (place ??= aPlace())

async function aPlace() {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  const fields = [
    { name: 'title', kind: 'text' },
    { name: 'summary', kind: 'longText' },
  ]
  await admin.ask('POST', '/types', { name: 'note', label: 'Notes', slugField: null, titleField: 'title', fields })
  await admin.ask('POST', '/users', { ...jo, roles: ['editor'] })
  return { house, admin }
}

async function open({ page }: Visitor, address: string, person: { email: string; password: string }): Promise<void> {
  await page.goto(address)
  await signIn(page, person)
  await fieldOf(page, 'Title').waitFor()
}

journey('who else is here is seen, in which field, and what they save comes in by itself', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const { id } = await admin.ask<Entry>('POST', '/entries', { type: 'note', fields: { title: 'Shared' } })
  const address = `${house.url}/admin/content/note/${id}`
  const [ada, joseph] = [await visit(), await visit()]
  await open(ada, address, owner)
  await open(joseph, address, jo)
  const others = ada.page.getByRole('list', { name: 'Also here' })

  await others.getByText('Jo Brand').waitFor()
  await fieldOf(joseph.page, 'Summary').focus()
  await others.getByText('Jo Brand, in Summary').waitFor()
  await ada.page.getByText('Jo Brand is here').waitFor()
  await joseph.page.getByRole('list', { name: 'Also here' }).waitFor()
  await looksRight(t, ada.page, 'an entry with somebody else in it')

  await fieldOf(joseph.page, 'Summary').fill('By Jo')
  await saved(joseph.page)
  await becomes(t, () => fieldOf(ada.page, 'Summary').inputValue(), 'By Jo')
  await admin.ask('POST', `/entries/${id}/publish`)
  await joseph.page.getByText('Live in en').waitFor()

  await ada.page.setViewportSize({ width: 360, height: 740 })
  await looksRight(t, ada.page, 'an entry with somebody else in it, on a phone')
  await joseph.page.goto(`${house.url}/admin/content/note`)
  await others.waitFor({ state: 'hidden' })
  t.notOk(await others.isVisible(), 'who has left is not shown')
})

journey('more than a hundred are changed by a job, which goes on when its window is closed', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const many = 130
  for (let made = 0; made < many; made += 10) {
    const titles = Array.from({ length: 10 }, (_, index) => `Many ${made + index}`)
    await Promise.all(titles.map((title) => admin.ask<Entry>('POST', '/entries', { type: 'note', fields: { title } })))
  }
  const { page } = await visit()
  await page.goto(`${house.url}/admin/content/note?q=Many`)
  await signIn(page, owner)
  const published = async () =>
    (
      await admin.ask<{ page: { total: number } }>(
        'GET',
        '/entries?type=note&filter[_status]=published&filter[title][startsWith]=Many&count=true&limit=1',
      )
    ).page.total
  const dialog = page.getByRole('dialog')
  const choose = async (act: string) => {
    await page
      .getByRole('checkbox', { name: /^Select Many/ })
      .first()
      .check()
    await page.getByRole('button', { name: `Select all ${many} matching` }).click()
    await page.getByText(`${many} selected`).waitFor()
    await page.getByRole('button', { name: `${act}…`, exact: true }).click()
  }

  await choose('Publish')
  await dialog.getByRole('button', { name: `Publish ${many} entries` }).click()
  await dialog.getByText(`${many} of ${many} finished`).waitFor()
  await looksRight(t, page, 'the results of a job')
  t.equal(await published(), many)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  await choose('Unpublish')
  await dialog.getByRole('button', { name: `Unpublish ${many} entries` }).click()
  await dialog.getByText('You can close this').waitFor()
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await page.getByText(`Unpublished: ${many} of ${many}`).first().waitFor()
  t.equal(await published(), 0)
})
