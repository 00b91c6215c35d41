import type { Page } from 'playwright-core'
import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

journey('somebody adds a passkey, signs in by it without a password, and removes it', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  // Browsers make passkeys for this machine by its name, not by its number.
  const url = house.url.replace('127.0.0.1', 'localhost')
  const { page, expectFault } = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  await withAuthenticator(page)
  await page.goto(`${url}/admin/account`)
  await signIn(page, owner)
  await page.getByRole('button', { name: 'Add a passkey…' }).click()
  await page.getByRole('button', { name: /^Remove the passkey/ }).waitFor()
  await looksRight(t, page, 'account with a passkey')

  await page.context().clearCookies()
  await page.reload()
  await page.getByRole('button', { name: 'Use a passkey' }).waitFor()
  await looksRight(t, page, 'sign-in with a passkey')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText(/used just now/).waitFor()

  await page.getByRole('button', { name: /^Remove the passkey/ }).click()
  await page.getByRole('button', { name: /^Remove the passkey/ }).waitFor({ state: 'detached' })
  await page.context().clearCookies()
  await page.reload()
  expectFault(/status of 401 .*passkey\/verify$/)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText('This passkey opens no account here').waitFor()
})

/** A device that keeps passkeys and says yes to everything, as Chromium brings it along for tests. */
async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}
