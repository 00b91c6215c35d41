import type { Locator, Page } from 'playwright-core'
import t from 'tap'
import { journey, type Visitors } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'
import { fieldOf, saved, signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

// One server for the file: what is looked at stays as it is, and what is changed has an entry of its own.
let place: ReturnType<typeof aPlace> | undefined
const thePlace = () => (place ??= aPlace())

/** A site with something on every screen: a type with every kind of field, entries in several states, a token. */
async function aPlace() {
  const house = await aVerso(t, { isSetUp: true })
  const { ask } = await asOwner(house)
  await ask('POST', '/types', { ...collection, name: 'author', label: 'Authors', fields: named })
  await ask('POST', '/types', { ...collection, name: 'article', label: 'Articles', fields: [...named, ...everyKind] })
  const { id: author } = await ask<{ id: string }>('POST', '/entries', { type: 'author', fields: { title: 'Ada Lovelace' } })
  const { id: full } = await ask<{ id: string }>('POST', '/entries', {
    type: 'article',
    fields: { ...fullFields, author: { _ref: author } },
  })
  const { id: live } = await ask<{ id: string }>('POST', '/entries', { type: 'article', fields: { title: 'Maps of paper' } })
  for (const id of [full, live]) await ask('POST', `/entries/${id}/publish`)
  await ask('PATCH', `/entries/${full}`, { fields: { rating: 4 }, baseRevision: 1 })
  await ask('POST', '/tokens', { name: 'Website', kind: 'content', types: ['*'] })
  return { url: house.url, full }
}

const collection = { kind: 'collection', publicRead: false, titleField: 'title', slugField: 'slug' }
const named = [
  { name: 'title', label: 'Title', kind: 'text', required: true },
  { name: 'slug', label: 'Slug', kind: 'slug', from: ['title'] },
]
const everyKind = [
  { name: 'lead', label: 'Lead', kind: 'longText', help: 'Two sentences that make one read on.' },
  { name: 'body', label: 'Body', kind: 'richText' },
  { name: 'notes', label: 'Notes', kind: 'markdown' },
  { name: 'rating', label: 'Rating', kind: 'integer' },
  { name: 'price', label: 'Price', kind: 'number' },
  { name: 'featured', label: 'Featured', kind: 'boolean' },
  { name: 'day', label: 'Day', kind: 'date' },
  { name: 'opensAt', label: 'Opens', kind: 'datetime' },
  { name: 'mood', label: 'Mood', kind: 'enum', options: ['calm', 'stormy'] },
  { name: 'tags', label: 'Tags', kind: 'enum', many: true, options: ['sea', 'land', 'sky'] },
  { name: 'author', label: 'Author', kind: 'reference', to: ['author'] },
  { name: 'related', label: 'Related', kind: 'reference', to: ['article'], many: true },
  { name: 'cover', label: 'Cover', kind: 'media' },
  { name: 'extra', label: 'Extra', kind: 'json' },
]
const fullFields = {
  title: `A title that is long enough to need more than one line on a phone, ${'and a word without an end'.replaceAll(' ', '')}`,
  lead: 'Maps are older than writing. They will outlive it.',
  body: [
    { _type: 'block', _key: 'a', style: 'h2', children: [{ _type: 'span', _key: 'b', text: 'Why paper', marks: [] }], markDefs: [] },
    {
      _type: 'block',
      _key: 'c',
      style: 'normal',
      children: [{ _type: 'span', _key: 'd', text: 'It is always on.', marks: ['strong', 'code'] }],
      markDefs: [],
    },
  ],
  rating: 3,
  featured: true,
  day: '2026-03-01',
  opensAt: '2026-03-01T08:00:00Z',
  mood: 'calm',
  tags: ['sea', 'sky'],
  extra: { scale: 25_000, tiles: [1, 2, 3] },
}

for (const width of [1440, 360]) {
  journey(`${width} pixels wide, the main screens break no rule of WCAG 2.2 AA, in light and dark`, async (t, { visit }) => {
    const { url, full } = await thePlace()
    const { page } = await visit({ viewport: { width, height: 800 }, reducedMotion: 'reduce', colorScheme: 'light' })

    await page.goto(`${url}/admin`)
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await looksRight(t, page, 'sign-in')
    await signIn(page, owner)
    await page.getByRole('heading', { name: 'First steps' }).waitFor()
    await looksRight(t, page, 'home')

    await page.goto(`${url}/admin/content/article`)
    await page.getByRole('link', { name: 'Maps of paper' }).waitFor()
    await looksRight(t, page, 'list')
    await page.goto(`${url}/admin/content/article/${full}`)
    await fieldOf(page, 'Body').waitFor()
    await page.getByRole('group', { name: 'Author' }).getByRole('link', { name: 'Ada Lovelace' }).waitFor()
    await looksRight(t, page, 'entry form')
    await page.getByRole('button', { name: 'Choose another…' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Ada Lovelace/ })
      .waitFor()
    await looksRight(t, page, 'picker over the form')
    await page.goto(`${url}/admin/settings/types/article`)
    await page.getByRole('button', { name: 'Remove Extra' }).waitFor()
    await looksRight(t, page, 'content type')
    await page.goto(`${url}/admin/settings/tokens`)
    await page.getByText('Website').first().waitFor()
    await looksRight(t, page, 'tokens')
    await page.getByRole('button', { name: 'Create token' }).click()
    await page.getByRole('dialog', { name: 'Create token' }).waitFor()
    await looksRight(t, page, 'dialog over the tokens')
  })
}

journey('the keyboard alone signs in, finds an entry, changes it, publishes it and goes back', async (t, { visit }: Visitors) => {
  const { url } = await thePlace()
  const { page } = await visit()
  const { keyboard } = page

  await page.goto(`${url}/admin`)
  await isFocused(page.getByLabel('E-mail'))
  await keyboard.type(owner.email)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await keyboard.type(owner.password)
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /ada/ }).waitFor()

  await keyboard.press('g')
  await keyboard.press('c')
  await isFocused(page.getByRole('heading', { level: 1, name: 'Content' }))
  await tabTo(page, page.getByRole('main').getByRole('link', { name: /^Articles/ }))
  await keyboard.press('Enter')
  await isFocused(page.getByRole('heading', { level: 1, name: 'Articles' }))

  const row = page.getByRole('row', { name: /Maps of paper/ })
  await row.waitFor()
  await pressUntil(page, 'j', row)
  await keyboard.press('Enter')
  await isFocused(page.getByRole('heading', { level: 1, name: 'Maps of paper' }))
  await tabTo(page, fieldOf(page, 'Title'))
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('Maps of glass')
  await keyboard.press('ControlOrMeta+Enter')
  await isFocused(page.getByRole('button', { name: /^Publish/ }))
  await keyboard.press('ControlOrMeta+Enter')
  await page.getByText('Readers see this version.').waitFor()
  await saved(page)

  await tabTo(page, page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Articles' }), 'Shift+Tab')
  await keyboard.press('Enter')
  await isFocused(page.getByRole('heading', { level: 1, name: 'Articles' }))
  await page.getByRole('row', { name: /Maps of glass.*Published/ }).waitFor()
  t.equal(await row.count(), 0)
})

async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor()
  await pressUntil(page, key, target)
}

/** Presses the key until the target has the focus; within as many steps as somebody would put up with. */
async function pressUntil(page: Page, key: string, target: Locator): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press(key)
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${key} does not lead to ${String(target)}`)
}

/** Resolves when the target has the focus. */
async function isFocused(target: Locator): Promise<void> {
  await target.and(target.page().locator(':focus')).waitFor()
}
