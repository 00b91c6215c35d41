import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'

const screens = [
  '/',
  '/content',
  '/content/artikel',
  '/content/artikel/new',
  '/media',
  '/releases',
  '/releases/calendar',
  '/settings',
  '/settings/sites',
  '/explorer',
  '/settings/types',
  '/settings/types/artikel',
  '/settings/languages',
  '/settings/general',
  '/settings/redirects',
  '/settings/users',
  '/settings/roles',
  '/settings/explain',
  '/settings/sign-in',
  '/settings/tokens',
  '/settings/webhooks',
  '/settings/audit',
  '/account',
]

journey(
  'in German no sentence of the catalog is left in English, and everything fits a phone, also from right to left',
  async (t, { visit }) => {
    const house = await aVerso(t, { isSetUp: true })
    const { ask } = await asOwner(house)
    const fields = [{ name: 'titel', label: 'Titel', kind: 'text', required: true }]
    await ask('POST', '/types', { name: 'artikel', label: 'Artikel', titleField: 'titel', fields })
    await ask('POST', '/entries', { type: 'artikel', fields: { titel: 'Karten aus Papier' } })
    const { page } = await visit({ locale: 'de-DE', viewport: { width: 360, height: 780 }, reducedMotion: 'reduce' })
    await page.goto(`${house.url}/admin/`)
    await page.getByLabel('E-Mail').fill(owner.email)
    await page.getByLabel('Passwort', { exact: true }).fill(owner.password)
    t.same(await englishIn(page), [], 'signing in is in German')
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()

    for (const screen of screens) {
      await open(page, `${house.url}/admin${screen}`)
      t.same(await englishIn(page), [], `${screen} is in German`)
      t.equal(await page.evaluate(sidewaysPx), 0, `${screen} fits 360 px`)
    }
    await page.evaluate(() => localStorage.setItem('verso-direction', 'rtl'))
    for (const screen of screens) {
      await open(page, `${house.url}/admin${screen}`)
      t.equal(await page.locator('html').getAttribute('dir'), 'rtl')
      t.equal(await page.evaluate(sidewaysPx), 0, `${screen} fits 360 px from right to left`)
    }
  },
)

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}

/** Every sentence that reads otherwise in German. */
const english = [
  ...readFileSync(new URL('../../apps/admin/src/language/de.po', import.meta.url), 'utf8').matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm),
].flatMap(([, said = '', translated]) => (said === translated || said.includes('{') ? [] : [said.replaceAll('\\"', '"')]))

async function englishIn(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode() !== null) texts.push(walker.currentNode.nodeValue ?? '')
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name) ?? '')
    return [...new Set(texts.map((text) => text.trim()))]
  })
  return said.filter((text) => english.includes(text))
}

/** How far the page, or a part of it that scrolls up and down, could be moved to the side. */
function sidewaysPx(): number {
  const parts = [...document.querySelectorAll('body *:not(pre, code, textarea)')].filter((element) =>
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowY),
  )
  return Math.max(...[document.documentElement, ...parts].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
}
