import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'

journey('the interface speaks the language of the browser, or the one that is chosen on this device', async (t, { visit }) => {
  const { url } = await aVerso(t, { isSetUp: true })
  const { page } = await visit({ locale: 'de-DE' })
  const html = page.locator('html')

  await page.goto(`${url}/admin/`)
  await page.getByLabel('E-Mail').fill(owner.email)
  await page.getByLabel('Passwort', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await page.getByRole('button', { name: /^Ich/ }).click()
  await page.getByRole('menuitem', { name: 'Abmelden' }).waitFor()
  t.equal(await html.getAttribute('lang'), 'de')

  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await page.locator('html[lang="en"]').waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'Content' }).first().waitFor()
  t.equal(await html.getAttribute('lang'), 'en', 'the choice is kept')
  t.equal(await html.getAttribute('dir'), 'ltr')
})
