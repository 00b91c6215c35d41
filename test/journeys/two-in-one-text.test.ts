import { journey, type Visitor } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner, type Owner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { saved, signIn } from './entry-form.ts'

const block = (_key: string, text: string) => ({
  _type: 'block',
  _key,
  style: 'normal',
  markDefs: [],
  children: [{ _type: 'span', _key: 's', text, marks: [] }],
})

interface Story {
  id: string
  revision: number
  fields: { body: { children: { text: string }[] }[] }
}

async function aStory(admin: Owner): Promise<Story> {
  const fields = [
    { name: 'title', label: 'Title', kind: 'text' },
    { name: 'body', label: 'Body', kind: 'richText' },
  ]
  await admin.ask('POST', '/types', { name: 'story', label: 'Stories', kind: 'collection', publicRead: false, titleField: 'title', fields })
  return admin.ask<Story>('POST', '/entries', {
    type: 'story',
    fields: { title: 'Two hands', body: [block('a', 'One'), block('b', 'Two')] },
  })
}

/** Without a connection: somebody writes at the end of a line, and somebody else has saved meanwhile when it is back. */
async function meanwhile(
  { page }: Visitor,
  { line, words, save }: { line: string; words: string; save: () => Promise<unknown> },
): Promise<void> {
  await page.context().setOffline(true)
  await page.getByRole('textbox', { name: 'Body' }).getByText(line, { exact: true }).click()
  // The editor reads a new selection a moment after it was made; nobody is as quick as this.
  await page.waitForTimeout(150)
  await page.keyboard.press('End')
  await page.waitForTimeout(150)
  await page.keyboard.type(words, { delay: 20 })
  await page.getByRole('main').getByText('Offline, kept on this device').waitFor()
  await save()
  await page.context().setOffline(false)
}

journey(
  'two people in one text: lines of both come together, and only the line that both wrote in is asked about',
  async (t, { visit }) => {
    const house = await aVerso(t, { isSetUp: true })
    const admin = await asOwner(house)
    const { id } = await aStory(admin)
    const visitor = await visit()
    const { page, expectFault } = visitor
    expectFault(/net::ERR_INTERNET_DISCONNECTED|status of 409/)
    await page.goto(`${house.url}/admin/content/story/${id}`)
    await signIn(page, owner)
    const lines = async () =>
      (await admin.ask<Story>('GET', `/entries/${id}`)).fields.body.map(({ children }) => children.map(({ text }) => text).join(''))
    const shown = () => page.getByRole('textbox', { name: 'Body' }).innerText()
    await page.getByRole('textbox', { name: 'Body' }).getByText('One', { exact: true }).waitFor()
    const banner = page.getByRole('region', { name: 'Values that need a choice' })
    const save =
      (baseRevision: number, ...body: ReturnType<typeof block>[]) =>
      () =>
        admin.ask('PATCH', `/entries/${id}`, { fields: { body }, baseRevision })

    await meanwhile(visitor, {
      line: 'One',
      words: ' mine',
      save: save(1, block('a', 'One theirs'), block('b', 'Two theirs'), block('c', 'Three')),
    })
    await banner.getByText(/ada changed Body while you were editing/).waitFor()
    t.match(await shown(), /One mine\s+Two theirs\s+Three/)
    t.equal(await banner.getByRole('button', { name: /^Use / }).count(), 3)
    await banner.getByRole('button', { name: 'Use Mine for Body' }).click()
    await becomes(t, lines, ['One mine', 'Two theirs', 'Three'])
    await saved(page)

    await meanwhile(visitor, { line: 'Two theirs', words: ' and mine', save: save(3, block('a', 'One mine'), block('b', 'Two again')) })
    await banner.getByRole('button', { name: 'Use ada for Body' }).click()
    await banner.waitFor({ state: 'hidden' })
    t.match(await shown(), /One mine\s+Two again/)
    await saved(page)
    t.same(await lines(), ['One mine', 'Two again'])
  },
)
