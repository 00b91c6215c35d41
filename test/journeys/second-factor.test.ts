import type { Page } from 'playwright-core'
import t from 'tap'
import { journey } from '../support/browser.ts'
import { authenticator } from '../support/second-factor.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

let place: ReturnType<typeof aVerso> | undefined
const theHouse = () => (place ??= aVerso(t, { isSetUp: true }))
const notSignedIn = /status of 401 .*\/admin\/v1\/sessions$/

for (const width of [1440, 360]) {
  journey(
    `${width} pixels wide: a role asks for a second factor, which is set up before anything else and asked for from then on`,
    async (t, { visit }) => {
      const house = await theHouse()
      const editor = { email: `eve-${width}@example.org`, password: 'walruses compose sonatas' }
      const { ask } = await asOwner(house)
      await ask('POST', '/users', { ...editor, name: 'Eve', roles: ['editor'] })
      await ask('PATCH', '/settings', { secondFactorRoles: ['editor'] })
      const { page, expectFault } = await visit({ viewport: { width, height: 800 }, reducedMotion: 'reduce', colorScheme: 'light' })
      expectFault(notSignedIn)

      await page.goto(`${house.url}/admin`)
      await signIn(page, editor)
      await page.getByRole('heading', { name: 'One more step' }).waitFor()
      await page.reload()
      await page.getByRole('button', { name: 'Set up a second factor' }).click()
      await page.getByRole('img', { name: 'QR code of the key below' }).waitFor()
      await looksRight(t, page, 'setting up a second factor')
      const code = authenticator(await keyOn(page))
      await page.getByLabel('Code from the app').fill(code())
      await page.getByRole('button', { name: 'Turn on' }).click()
      await page.getByRole('list', { name: 'Recovery codes' }).waitFor()
      await looksRight(t, page, 'recovery codes')
      t.equal(await page.getByRole('listitem').count(), 10)
      const recovery = (await page.getByRole('listitem').first().textContent()) ?? ''
      await page.getByRole('button', { name: 'I have kept them' }).click()
      await page.getByRole('heading', { level: 1, name: /Eve/ }).waitFor()

      await page.goto(`${house.url}/admin/account`)
      await page.getByText('10 recovery codes left').waitFor()
      await looksRight(t, page, 'account with a second factor')
      await page.context().clearCookies()
      await page.reload()
      await signIn(page, editor)
      await page.getByLabel('Code from your app').fill('000000')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('This code is wrong, or it was used already').waitFor()
      await looksRight(t, page, 'sign-in with a wrong code')
      await page.getByLabel('Code from your app').fill(recovery)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('9 recovery codes left').waitFor()
    },
  )
}

journey('an owner turns a second factor on, makes new recovery codes and turns it off again', async (t, { visit }) => {
  const house = await theHouse()
  const { page, expectFault } = await visit()
  expectFault(/status of 422 .*second-factor/)
  await page.goto(`${house.url}/admin/account`)
  await signIn(page, owner)
  await page.getByRole('button', { name: 'Set up…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('img', { name: 'QR code of the key below' }).waitFor()
  const code = authenticator(await keyOn(page))
  await dialog.getByLabel('Code from the app').fill(code())
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('10 recovery codes left').waitFor()

  await page.getByRole('button', { name: 'New recovery codes…' }).click()
  await dialog.getByLabel('Password', { exact: true }).fill('not my password at all')
  await dialog.getByLabel('Code from the app').fill(code(1))
  await dialog.getByRole('button', { name: 'Make codes' }).click()
  await dialog.getByText('This is not your present password').waitFor()
  await dialog.getByLabel('Password', { exact: true }).fill(owner.password)
  await dialog.getByLabel('Code from the app').fill(code(1))
  await dialog.getByRole('button', { name: 'Make codes' }).click()
  const recovery = (await dialog.getByRole('listitem').first().textContent()) ?? ''
  await dialog.getByRole('button', { name: 'I have kept them' }).click()

  await page.getByRole('button', { name: 'Turn off…' }).click()
  await dialog.getByLabel('Password', { exact: true }).fill(owner.password)
  await dialog.getByLabel('Code from the app').fill(recovery)
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await page.getByRole('button', { name: 'Set up…' }).waitFor()
  t.equal((await (await asOwner(house)).ask<{ secondFactor: boolean }>('GET', '/me')).secondFactor, false)
})

async function keyOn(page: Page): Promise<string> {
  return ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '')
}
