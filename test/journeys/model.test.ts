import type { Locator, Page } from 'playwright-core'
import t from 'tap'
import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner, type Owner } from './as-owner.ts'
import { fieldOf, publish, saved, signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

interface Entry {
  id: string
  fields: { rating: string | number | null; sections: { _key: string; _block: string; words: string }[] }
}

journey(
  'a component and a type with blocks are made, written, changed by a plan that is consented to, and undone',
  async (t, { visit }) => {
    const house = await aVerso(t, { isSetUp: true })
    const admin = await asOwner(house)
    const { page, expectFault } = await visit()
    await page.goto(`${house.url}/admin`)
    await signIn(page, owner)
    await page.getByRole('heading', { level: 1, name: /ada/ }).waitFor()

    await makeTheComponent(page)
    await makeTheType(page)
    await writeTheEntry(page)
    const written = await theEntry(admin)
    t.match(written.fields.sections, [
      { _block: 'quote', words: 'First words' },
      { _block: 'quote', words: 'Second words' },
    ])

    await moveTheSecondUp(page)
    await publish(page)
    await looksRight(t, page, 'entry with blocks')
    const published = await theEntry(admin)
    t.match(published.fields.sections, [{ words: 'Second words' }, { words: 'First words' }])
    t.same(keysOf(published).toSorted(), keysOf(written).toSorted(), 'a block that is moved keeps its key')

    await admin.ask('POST', '/entries', { type: 'page', fields: { title: 'Other', rating: 'three' } })
    // The plan comes as a refusal of the save, which the browser notes.
    expectFault(/status of 409 .*\/types\/page$/)
    await changeTheRatingToANumber(page)
    await readAndAcceptThePlan(page)
    await page.getByText('Applied the change of the model', { exact: true }).waitFor()
    t.equal((await theEntry(admin)).fields.rating, 4, 'a text that says a number is that number')

    await page.getByRole('link', { name: 'Content types' }).first().click()
    const history = page.getByRole('region', { name: 'History of the model' })
    await history.getByRole('listitem').first().getByRole('button', { name: 'Undo' }).click()
    await history.getByText(/^Back to version/).waitFor()
    await looksRight(t, page, 'content types with their history')
    const entries = await admin.ask<{ data: Entry[] }>('GET', '/entries?type=page&sort=title')
    t.same(
      entries.data.map(({ fields }) => fields.rating),
      ['4', 'three'],
      'what was lost is there again',
    )
  },
)

async function makeTheComponent(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Content types', exact: true }).first().click()
  await page.getByRole('link', { name: 'Make component' }).click()
  await theType(page).getByLabel('Label').fill('Quote')
  await addField(page, { kind: 'Text', label: 'Words' })
  await addField(page, { kind: 'URL', label: 'Source' })
  await page.getByRole('button', { name: 'Make component' }).click()
  await page.getByRole('heading', { level: 1, name: 'Quote' }).waitFor()
}

async function makeTheType(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Content types', exact: true }).first().click()
  await page.getByRole('link', { name: 'Make content type' }).first().click()
  await theType(page).getByLabel('Label').fill('Page')
  await addField(page, { kind: 'Text', label: 'Rating' })
  await addField(page, { kind: 'Blocks', label: 'Sections' })
  await page.getByRole('combobox', { name: 'Blocks' }).click()
  await page.getByRole('option', { name: 'Quote' }).click()
  await page.getByRole('button', { name: 'Make content type' }).click()
  await page.getByRole('heading', { level: 1, name: 'Page' }).waitFor()
}

async function writeTheEntry(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Page', exact: true }).click()
  await page.getByRole('link', { name: 'Write the first one' }).click()
  await fieldOf(page, 'Title').fill('Maps')
  await fieldOf(page, 'Rating').fill('4')
  for (const [index, words] of ['First words', 'Second words'].entries()) {
    await page.getByRole('button', { name: 'Add block to Sections' }).click()
    await fieldOf(block(page, index + 1), 'Words').fill(words)
  }
  await saved(page)
}

async function moveTheSecondUp(page: Page): Promise<void> {
  const up = page.getByRole('button', { name: 'Move Quote 2 up' })
  await up.focus()
  await page.keyboard.press('Enter')
  // The focus stays with the block that was moved.
  await page.getByRole('button', { name: 'Move Quote 1 up' }).and(page.locator(':focus')).waitFor()
  await saved(page)
}

async function changeTheRatingToANumber(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Content types', exact: true }).first().click()
  await page.getByRole('table', { name: 'Content types' }).getByRole('link', { name: 'Page' }).click()
  await page.getByRole('button', { name: /^Rating/ }).click()
  await page.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Integer' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
}

async function readAndAcceptThePlan(page: Page): Promise<void> {
  const plan = page.getByRole('dialog', { name: 'What this change does to the content' })
  const step = plan.getByRole('region', { name: 'Change the kind of page.rating' })
  await step.getByText(/Converted\s*1/).waitFor()
  await step.getByText(/Lost\s*1/).waitFor()
  await step.getByRole('link', { name: 'Other' }).waitFor()
  const apply = plan.getByRole('button', { name: 'Apply' })
  t.equal(await apply.getAttribute('aria-disabled'), 'true', 'a loss is not accepted by a press alone')
  await plan.getByRole('textbox', { name: 'Type rating to accept this loss' }).fill('rating')
  await apply.click()
  await plan.waitFor({ state: 'hidden' })
}

async function theEntry({ ask }: Owner): Promise<Entry> {
  const { data } = await ask<{ data: Entry[] }>('GET', '/entries?type=page&filter[title]=Maps')
  const [entry] = data
  if (entry === undefined) throw new Error('There is no entry yet')
  return ask('GET', `/entries/${entry.id}`)
}

function keysOf({ fields }: Entry): string[] {
  return fields.sections.map(({ _key }) => _key)
}

function block(page: Page, number: number): Locator {
  return page.getByRole('listitem', { name: `Quote ${number}` })
}

function theType(page: Page): Locator {
  return page.getByRole('region', { name: 'The type' })
}

async function addField(page: Page, { kind, label }: { kind: string; label: string }): Promise<void> {
  await page.getByRole('button', { name: 'Add field' }).click()
  await page
    .getByRole('menuitem', { name: new RegExp(`^${kind}`) })
    .first()
    .click()
  const settings = page.getByRole('region', { name: 'Field settings' })
  await settings.getByRole('textbox', { name: 'Label' }).fill(label)
}
