import type { Locator, Page } from 'playwright-core'
import type { Test } from 'tap'
import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { fieldOf, publish, saved } from './entry-form.ts'
import { fetch } from '../support/held-fetch.ts'

journey('the first steps: set up, model, write, publish, change, publish again, restore', async (t, { visit }) => {
  const { url, setupLink } = await aVerso(t, { isSetUp: false })
  const { page } = await visit()

  await page.goto(setupLink)
  await makeTheOwner(page)
  await makeAuthors(page)
  await makeArticles(page)
  await writeAnAuthor(page)
  await writeAnArticle(page)
  const read = readerWith(url, await makeAToken(page))

  t.equal((await read('/articles')).data.length, 0, 'a draft is nothing that readers get')
  await openTheArticle(page, 'Maps of paper')
  await publish(page)
  const first = await read('/articles/maps-of-paper?include=author')
  t.match(first.data, { title: 'Maps of paper', slug: 'maps-of-paper', author: { title: 'Ada Lovelace', slug: 'ada-lovelace' } })
  t.match(first.data.body, theBody)
  t.equal(first.data.body.length, theBody.length)

  await fieldOf(page, 'Title').fill('Maps of glass')
  await saved(page)
  await page.getByText('1 value differs from what readers see').waitFor()
  t.same(await read('/articles/maps-of-paper?include=author'), first, 'readers still get what was published')

  await publish(page)
  const second = await read('/articles/maps-of-paper?include=author')
  t.same({ title: second.data.title, body: second.data.body }, { title: 'Maps of glass', body: first.data.body })

  await restoreTheFirstRevision(t, page)
  t.same(await read('/articles/maps-of-paper?include=author'), second, 'restoring made a draft: readers keep what they had')
  t.equal((await read('/articles')).data.length, 1)
})

/** What is typed in `writeBody`, as readers get it. */
const theBody = [
  { _type: 'block', style: 'h2', children: [{ text: 'Why paper' }] },
  { _type: 'block', style: 'normal', children: [{ text: 'It is ' }, { text: 'always', marks: ['strong'] }, { text: ' on.' }] },
  { _type: 'block', listItem: 'bullet', level: 1, children: [{ text: 'Folds' }] },
  { _type: 'block', listItem: 'bullet', level: 1, children: [{ text: 'Burns' }] },
]

async function makeTheOwner(page: Page): Promise<void> {
  await page.getByLabel('Name').fill('Ada Lovelace')
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: 'Make the owner' }).click()
  await page.getByRole('heading', { level: 1, name: /Ada/ }).waitFor()
}

/** A type that everyone may read: a title and a slug is what each type begins with. */
async function makeAuthors(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Make a content type' }).click()
  await theType(page).getByLabel('Label').fill('Authors')
  await page.getByRole('switch', { name: 'Everyone may read it' }).check()
  await page.getByRole('button', { name: 'Make content type' }).click()
  await page.getByRole('heading', { level: 1, name: 'Authors' }).waitFor()
}

/** A type that wants a token, with rich text and a reference. */
async function makeArticles(page: Page): Promise<void> {
  await mainLink(page, 'Content types').click()
  await page.getByRole('link', { name: 'Make content type' }).click()
  await theType(page).getByLabel('Label').fill('Articles')
  await addField(page, { kind: 'Rich text', label: 'Body' })
  await addField(page, { kind: 'Reference', label: 'Author' })
  await page.getByRole('combobox', { name: 'Leads to' }).click()
  await page.getByRole('option', { name: 'Authors' }).click()
  await page.getByRole('button', { name: 'Make content type' }).click()
  await page.getByRole('heading', { level: 1, name: 'Articles' }).waitFor()
}

function theType(page: Page): Locator {
  return page.getByRole('region', { name: 'The type' })
}

async function addField(page: Page, { kind, label }: { kind: string; label: string }): Promise<void> {
  await page.getByRole('button', { name: 'Add field' }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click()
  const settings = page.getByRole('region', { name: 'Field settings' })
  await settings.getByRole('textbox', { name: 'Label' }).fill(label)
}

async function writeAnAuthor(page: Page): Promise<void> {
  await mainLink(page, 'Authors').click()
  await page.getByRole('link', { name: 'Write the first one' }).click()
  await fieldOf(page, 'Title').fill('Ada Lovelace')
  await saved(page)
  await publish(page)
}

async function writeAnArticle(page: Page): Promise<void> {
  await mainLink(page, 'Articles').click()
  await page.getByRole('link', { name: 'Write the first one' }).click()
  await fieldOf(page, 'Title').fill('Maps of paper')
  // The first revision is this one: with a title and its slug, and nothing else.
  await saved(page)
  await writeBody(page)
  await page.getByRole('button', { name: 'Choose Author…' }).click()
  const picker = page.getByRole('dialog', { name: 'Choose Author' })
  await picker.getByLabel('Search entries').fill('lovelace')
  await picker.getByText('Matching “lovelace”').waitFor()
  await picker.getByRole('button', { name: /Ada Lovelace/ }).click()
  await page.getByRole('group', { name: 'Author' }).getByRole('link', { name: 'Ada Lovelace' }).waitFor()
  await saved(page)
}

/** A heading by Markdown, bold by key, a list by the toolbar. */
async function writeBody(page: Page): Promise<void> {
  const body = fieldOf(page, 'Body')
  await body.click()
  await body.pressSequentially('## Why paper')
  await body.press('Enter')
  await body.pressSequentially('It is ')
  await body.press('ControlOrMeta+b')
  await body.pressSequentially('always')
  await body.press('ControlOrMeta+b')
  await body.pressSequentially(' on.')
  await body.press('Enter')
  await page.getByRole('toolbar', { name: 'Formatting of Body' }).getByRole('button', { name: 'Bulleted list' }).click()
  await body.pressSequentially('Folds')
  await body.press('Enter')
  await body.pressSequentially('Burns')
}

async function makeAToken(page: Page): Promise<string> {
  await mainLink(page, 'Tokens').click()
  await page.getByRole('button', { name: 'Create the first one' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create token' })
  await dialog.getByLabel('Name').fill('Website')
  await dialog.getByRole('button', { name: 'Create token' }).click()
  const secret = page.getByRole('dialog', { name: /Copy the token/ })
  const token = (await secret.getByText(/^vct_\S+$/).textContent()) ?? ''
  await secret.getByRole('button', { name: 'I have copied it' }).click()
  return token
}

async function openTheArticle(page: Page, title: string): Promise<void> {
  await mainLink(page, 'Articles').click()
  await page.getByRole('link', { name: title }).click()
  await fieldOf(page, 'Title').waitFor()
}

async function restoreTheFirstRevision(t: Test, page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'History' }).click()
  const oldest = page.getByRole('tabpanel', { name: 'History' }).getByRole('listitem').last()
  await oldest.getByRole('button', { name: /Title/ }).click()
  await page.getByRole('heading', { name: /^Revision 1\b/ }).waitFor()
  await page.getByRole('button', { name: 'Restore this revision' }).click()
  await page.getByRole('heading', { level: 1, name: 'Maps of paper', exact: true }).waitFor()

  t.equal(await fieldOf(page, 'Title').inputValue(), 'Maps of paper')
  t.equal((await fieldOf(page, 'Body').textContent())?.trim(), '')
  await page.getByRole('button', { name: 'Choose Author…' }).waitFor()
  await page.getByRole('tab', { name: 'Publish' }).click()
  await page.getByText('3 values differ from what readers see').waitFor()
}

function mainLink(page: Page, name: string): Locator {
  return page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name, exact: true })
}

/** Reads as a site does. */
function readerWith(url: string, token: string) {
  return async (path: string) => {
    const answer = await fetch(`${url}/content/v1/entries${path}`, { headers: { authorization: `Bearer ${token}` } })
    return answer.json()
  }
}
