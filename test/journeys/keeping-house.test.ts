import { buffer } from 'node:stream/consumers'
import t from 'tap'
import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner, type Owner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { fieldOf, saved, signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

interface Entry {
  id: string
  fields: Record<string, unknown>
}

// One server for the file: each journey has entries of its own.
let place: ReturnType<typeof aPlace> | undefined
const thePlace = () => (place ??= aPlace())

async function aPlace() {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  const fields = [
    { name: 'title', kind: 'text' },
    { name: 'slug', kind: 'slug', from: ['title'] },
  ]
  await admin.ask('POST', '/types', { name: 'page', label: 'Pages', titleField: 'title', slugField: 'slug', fields })
  return { house, admin }
}

async function aPage({ ask }: Owner, title: string): Promise<string> {
  const { id } = await ask<Entry>('POST', '/entries', { type: 'page', fields: { title } })
  await ask('POST', `/entries/${id}/publish`)
  return id
}

journey('how long the trash keeps is set, and a path is tried', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const id = await aPage(admin, 'Opening hours')
  const { page } = await visit()
  await page.goto(`${house.url}/admin/settings/general`)
  await signIn(page, owner)
  await page.getByLabel('Days that an entry stays in the trash').fill('14')
  await looksRight(t, page, 'general settings')
  await page.getByRole('region', { name: 'Trash' }).getByRole('button', { name: 'Save' }).click()
  await becomes(t, async () => (await admin.ask<{ trashDays: number }>('GET', '/settings')).trashDays, 14)

  await admin.ask('PATCH', `/entries/${id}`, { fields: { slug: 'hours' }, baseRevision: 1 })
  await admin.ask('POST', `/entries/${id}/publish`)
  await page.goto(`${house.url}/admin/settings/redirects`)
  const box = page.getByRole('region', { name: 'Try a path' })
  await box.getByLabel('Path to try').fill('https://example.org/opening-hours?x=1')
  await box.getByRole('button', { name: 'Try' }).click()
  await box.getByText('leads for good to').waitFor()
  await box.getByRole('link', { name: 'Opening hours' }).waitFor()
  await looksRight(t, page, 'redirects with a path that was tried')
  await box.getByLabel('Path to try').fill('/nowhere')
  await page.keyboard.press('Enter')
  await box.getByText('readers get 404').waitFor()
  await page.setViewportSize({ width: 360, height: 740 })
  await looksRight(t, page, 'redirects, on a phone')
})

journey('the audit is narrowed, in the address too, and taken along as a file', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const id = await aPage(admin, 'Prices')
  await admin.ask('PATCH', `/entries/${id}`, { fields: { title: 'New prices' }, baseRevision: 1 })
  const { page } = await visit()
  await page.goto(`${house.url}/admin/settings/audit?target=${id}`)
  await signIn(page, owner)
  const acts = page.getByRole('button', { expanded: false }).filter({ hasText: /entry|session/ })
  await acts.first().waitFor()
  t.same(await acts.locator('code').first().innerText(), 'entry.save')
  t.equal(await acts.count(), 3, 'made, published and saved')
  await looksRight(t, page, 'the audit of one entry')

  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.waitForURL((url) => url.search === '')
  await page.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'Sign-ins' }).click()
  await page.waitForURL((url) => url.searchParams.get('action') === 'session.*')
  await acts.filter({ hasText: 'entry.' }).first().waitFor({ state: 'detached' })
  const asked = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const file = await asked
  t.match(file.suggestedFilename(), /^audit-\d{4}-\d\d-\d\d\.csv$/)
  const text = await buffer(await file.createReadStream())
  t.match(String(text), /^id,at,action,outcome.*\r\n\d+,[^,]+,session\.create,done/)

  await page.setViewportSize({ width: 360, height: 740 })
  await acts.first().click()
  await looksRight(t, page, 'the audit, on a phone')
})

journey('an address that another entry has is told while writing, and the next free one is taken', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  await aPage(admin, 'About us')
  const { id } = await admin.ask<Entry>('POST', '/entries', { type: 'page', fields: { title: 'Who we are' } })
  const { page } = await visit()
  await page.goto(`${house.url}/admin/content/page/${id}`)
  await signIn(page, owner)

  await fieldOf(page, 'Slug').fill('about-us')
  await page.getByText('Another entry has this address').waitFor()
  await looksRight(t, page, 'a slug that is taken')
  await page.getByRole('button', { name: 'Use about-us-2' }).click()
  await saved(page)
  t.match((await admin.ask<Entry>('GET', `/entries/${id}`)).fields, { slug: 'about-us-2' })
  t.equal(await page.getByText('Another entry has this address').count(), 0)
})

journey('an entry and a person are erased, after a word was typed', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const id = await aPage(admin, 'Letter of a child')
  await admin.ask('POST', '/users', { email: 'jo@example.org', password: 'kites argue with pigeons', name: 'Jo Brand', roles: ['editor'] })
  const { page, expectFault } = await visit()
  // The entry that was erased is asked for once more.
  expectFault(/status of 404/)
  await page.goto(`${house.url}/admin/content/page/${id}`)
  await signIn(page, owner)
  const dialog = page.getByRole('dialog')

  await page.getByRole('button', { name: 'Erase…' }).click()
  await looksRight(t, page, 'the question before an erasure')
  await dialog.getByRole('button', { name: 'Erase', exact: true }).click({ force: true })
  t.equal(await dialog.count(), 1, 'nothing happens before the word is typed')
  await dialog.getByLabel('Reason').fill('Asked by the parents')
  await dialog.getByLabel(/to confirm$/).fill('erase')
  await dialog.getByRole('button', { name: 'Erase', exact: true }).click()
  await page.waitForURL(/\/admin\/content\/page$/)
  t.same((await admin.ask<{ data: Entry[] }>('GET', `/entries?type=page&filter[title]=Letter of a child`)).data, [])
  const { data } = await admin.ask<{ data: { after: unknown }[] }>('GET', '/audit?limit=1')
  t.match(data[0]?.after, { reason: 'Asked by the parents' })

  await page.goto(`${house.url}/admin/settings/users`)
  await page.getByRole('button', { name: 'Actions for Jo Brand' }).click()
  await page.getByRole('menuitem', { name: 'Erase…' }).click()
  await dialog.getByLabel(/to confirm$/).fill('Erase')
  await dialog.getByRole('button', { name: 'Erase', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  t.equal(await page.getByText('jo@example.org').count(), 0)
})
