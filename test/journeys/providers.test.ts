import { journey } from '../support/browser.ts'
import { type OidcAccount, startOidcServer } from '../support/oidc-server.mjs'
import { aVerso, owner } from './a-verso.ts'
import { looksRight } from './looks-right.ts'

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

async function ask(url: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (answer.status !== 201) throw new Error(await answer.text())
  return (await answer.json()) as { accessToken: string }
}
