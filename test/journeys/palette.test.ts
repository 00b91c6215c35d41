import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

journey('the palette finds by the words of a draft, goes there by keyboard, and offers it again', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  const fields = [
    { name: 'title', kind: 'text' },
    { name: 'body', kind: 'longText', searchable: true },
  ]
  await admin.ask('POST', '/types', { name: 'page', label: 'Pages', titleField: 'title', fields })
  await admin.ask('POST', '/entries', { type: 'page', fields: { title: 'Harbour', body: 'A lantern far away' } })
  await admin.ask('PATCH', '/me', { name: 'Lantern Lil' })
  const { page } = await visit()
  await page.goto(`${house.url}/admin`)
  await signIn(page, owner)
  await page.getByRole('heading', { name: 'My work' }).waitFor()

  const box = page.getByRole('dialog', { name: 'Search and act' })
  const line = page.getByLabel('Search entries, files, people, types, screens and actions')
  await page.keyboard.press('ControlOrMeta+k')
  await line.fill('lantern')
  await box.getByText('Lantern Lil').waitFor()
  await box.getByText('Harbour').waitFor()
  await looksRight(t, page, 'the palette with what was found')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/content\/page\/[0-9a-f-]{36}/)
  await page.getByLabel('Title').waitFor()

  await page.keyboard.press('ControlOrMeta+k')
  await box.getByText('Harbour').waitFor()
  await line.fill('> harbour')
  await box.getByText('Nothing found').waitFor()
  await page.keyboard.press('Escape')
  await box.waitFor({ state: 'hidden' })
})
