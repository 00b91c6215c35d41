import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

journey('the API reference shows both APIs, of the model as it is, and each operation at an address', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  const fields = [{ name: 'title', kind: 'text', help: 'What it is called' }]
  await admin.ask('POST', '/types', { name: 'page', label: 'Pages', titleField: 'title', fields })
  const { page } = await visit()
  await page.goto(`${house.url}/admin/reference`)
  await signIn(page, owner)
  await page.getByRole('heading', { level: 1, name: 'API reference' }).waitFor()
  await page.getByRole('link', { name: 'GET /content/v1/entries/page/{idOrSlug}' }).click()
  await page.waitForURL(/op=getPage/)
  await page.getByRole('heading', { name: 'Answers' }).waitFor()
  await page.getByText('Members of data').first().click()
  await page.getByText('What it is called').waitFor()
  await looksRight(t, page, 'the reference of the content API')
  await page.setViewportSize({ width: 360, height: 740 })
  await looksRight(t, page, 'the reference, on a phone')

  await page.goto(`${house.url}/admin/reference?api=admin&op=patchEntriesById`)
  await page.getByText('baseRevision').first().waitFor()
  await page.getByLabel('Narrow the operations').fill('nothing of this kind')
  await page.getByText('Nothing matches').waitFor()
})
