import { journey } from '../support/browser.ts'
import { type OidcAccount, startOidcServer } from '../support/oidc-server.mjs'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'
import { picture } from './picture.ts'
import { fetch } from '../support/held-fetch.ts'

const client = { id: 'verso', secret: 'a secret of a client, long enough' }
const grace: OidcAccount = { sub: 'grace', email: 'grace@example.org', email_verified: true, name: 'Grace Hopper' }

journey('somebody signs in by an account that they have elsewhere, and is where they wanted to go', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true, variables: { VERSO_OUTBOUND_ALLOW: '127.0.0.0/8' } })
  const provider = await startOidcServer({ ...client, returnUrls: [`${house.url}/admin/sign-in/house`] })
  t.teardown(provider.close)
  const signedIn = await ask(`${house.url}/admin/v1/sessions`, owner)
  const terms = { createAccounts: true, defaultRoles: ['viewer'] }
  const wish = { name: 'house', label: 'The House', issuer: provider.issuer, clientId: client.id, clientSecret: client.secret, ...terms }
  await ask(`${house.url}/admin/v1/identity-providers`, wish, { authorization: `Bearer ${signedIn.accessToken}` })

  const { page, expectFault } = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  provider.expect(grace)
  await page.goto(`${house.url}/admin/account`)
  await page.getByRole('button', { name: 'Continue with The House' }).waitFor()
  await looksRight(t, page, 'sign-in with a provider')
  await page.getByRole('button', { name: 'Continue with The House' }).click()
  await page.getByRole('heading', { name: 'Account' }).waitFor()
  t.equal(new URL(page.url()).pathname, '/admin/account')
  t.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Grace Hopper')

  await page.context().clearCookies()
  expectFault(/status of 410/)
  await page.goto(`${house.url}/admin/sign-in/house?code=old&state=old`)
  await page.getByText('This sign-in has taken too long').waitFor()
  t.equal(new URL(page.url()).search, '', 'what the provider added is gone from the address')
  await looksRight(t, page, 'a sign-in that is over')
})

journey('an owner trusts a provider, changes what is agreed with it, and trusts it no more', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const { page, expectFault } = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  expectFault(/status of 422/)
  await page.goto(`${house.url}/admin/settings/sign-in`)
  await signIn(page, owner)
  await page.getByText('No providers yet.').waitFor()
  await looksRight(t, page, 'no providers')
  await page.getByRole('button', { name: 'Add provider' }).click()
  await page.getByLabel('Name', { exact: true }).fill('The House')
  await page.getByLabel('Issuer').fill('http://accounts.example.org')
  await page.getByLabel('Client ID').fill('verso')
  await page.getByLabel('Client secret').fill(client.secret)
  t.equal(await page.getByLabel('Name in addresses').inputValue(), 'the-house')
  await page.getByLabel('Gets an account').check()
  await page.getByLabel('Claim with the groups').fill('groups')
  await page.getByRole('button', { name: 'Add group' }).click()
  await page.getByLabel('Group 1', { exact: true }).fill('news/desk')
  await page.getByRole('combobox', { name: 'Role of group 1' }).click()
  await page.getByRole('option', { name: 'Editor' }).click()
  await page.getByRole('button', { name: 'Add provider' }).click()
  await page
    .getByText(/^Write the issuer as the provider writes it/)
    .first()
    .waitFor()
  t.equal(await page.getByLabel('Issuer').getAttribute('aria-invalid'), 'true')
  await page.getByLabel('Issuer').fill('https://accounts.example.org')
  for (const width of [1440, 768, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await looksRight(t, page, `a new provider, ${width} pixels wide`)
    await picture(page, `provider-${width}`)
  }
  await page.getByRole('button', { name: 'Add provider' }).click()
  await page.waitForURL(/settings\/sign-in\/the-house$/)
  const admin = await asOwner(house)
  const kept = async () => (await admin.ask<{ data: unknown[] }>('GET', '/identity-providers')).data
  const wanted = { name: 'the-house', hasSecret: true, createAccounts: true, rolesClaim: 'groups', roleMap: { 'news/desk': 'editor' } }
  t.match(await kept(), [wanted])

  await page.getByLabel('People can sign in by it').uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved The House').first().waitFor()
  t.match(await kept(), [{ ...wanted, enabled: false }], 'the secret that was not written again stays')
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').first().click()
  await page.getByRole('row', { name: /The House.*Off/ }).waitFor()
  await looksRight(t, page, 'providers, on a phone')
  await page.getByRole('button', { name: 'Actions for The House' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('No providers yet.').waitFor()
  t.same(await kept(), [])
})

async function ask(url: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (answer.status !== 201) throw new Error(await answer.text())
  return (await answer.json()) as { accessToken: string }
}
