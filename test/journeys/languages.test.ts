import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner, type Owner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { fieldOf, signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

interface Story {
  id: string
  fields: { title: Record<string, string>; teaser: Record<string, string>; mood: string | null }
  locales: Record<string, { outdated: string[] }>
}

journey('a translation is written beside its source, which shows what changed in it', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  const id = await aTranslatedStory(admin)
  const { page } = await visit()
  await page.goto(`${house.url}/admin/content/story/${id}`)
  await signIn(page, owner)
  await page.getByRole('button', { name: 'Two languages side by side' }).click()
  await page.waitForURL(/source=en.*locale=de|locale=de.*source=en/)

  const change = page.getByRole('region', { name: 'What changed in Title (en)' })
  await change.getByText('quiet', { exact: true }).waitFor()
  t.equal((await change.locator('ins').textContent())?.trim(), 'quiet')
  await looksRight(t, page, 'two languages side by side')

  await page.getByRole('button', { name: 'Copy from en', exact: true }).first().click()
  await becomes(t, async () => (await theStory(admin, id)).fields, {
    title: { de: 'Der Hafen', en: 'The quiet harbour' },
    teaser: { de: 'About the sea', en: 'About the sea' },
    mood: null,
  })
  await change.getByRole('button', { name: 'Mark as up to date' }).click()
  await change.waitFor({ state: 'detached' })
  await becomes(t, async () => (await theStory(admin, id)).locales.de?.outdated, [])

  await page.setViewportSize({ width: 360, height: 760 })
  await looksRight(t, page, 'two languages one below the other')
})

journey('a template is taken from an entry, and a new entry begins from it', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  await aTranslatedStory(admin)
  const { page } = await visit()
  await page.goto(`${house.url}/admin/settings/types/story`)
  await signIn(page, owner)
  await page.getByRole('button', { name: 'Add template' }).click()
  await fieldOf(page.getByRole('listitem', { name: 'Template 1' }), 'Label').fill('Harbour')
  await page.getByRole('listitem', { name: 'Harbour' }).getByRole('button', { name: 'Take values from an entry…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /The quiet harbour/ })
    .click()
  await page.getByText('2 values: Title, Teaser').waitFor()
  await looksRight(t, page, 'a type with a template')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved Story').first().waitFor()

  await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Story', exact: true }).click()
  await page.getByRole('link', { name: 'New entry' }).click()
  await page.getByRole('button', { name: 'Harbour', exact: true }).click()
  await page.waitForURL(/\/content\/story\/[0-9a-f-]{36}/)
  const { data } = await admin.ask<{ data: Story[] }>('GET', '/entries?type=story&sort=-_createdAt')
  t.equal(data.length, 2)
  t.same(data[0]?.fields.title, { de: 'Der Hafen', en: 'The quiet harbour' })
})

/** A story in two languages whose English title changed after its translation. */
async function aTranslatedStory({ ask }: Owner): Promise<string> {
  await ask('POST', '/locales', { code: 'de', label: 'Deutsch', fallback: 'en' })
  await ask('POST', '/types', {
    name: 'story',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'teaser', kind: 'longText', localized: true },
      { name: 'mood', kind: 'text' },
    ],
  })
  const fields = { title: { en: 'The harbour', de: 'Der Hafen' }, teaser: { en: 'About the sea' } }
  const { id } = await ask<Story>('POST', '/entries', { type: 'story', fields })
  await ask('PATCH', `/entries/${id}`, { fields: { title: { en: 'The quiet harbour' } }, baseRevision: 1 })
  return id
}

async function theStory({ ask }: Owner, id: string): Promise<Story> {
  return ask('GET', `/entries/${id}`)
}
