import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

const password = 'walruses compose sonatas'
const nextPassword = 'badgers study the moon'

journey('an owner invites somebody, who chooses a password, forgets it and chooses another one', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const inviting = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  await inviting.page.goto(`${house.url}/admin/settings/users`)
  await signIn(inviting.page, owner)
  await inviting.page.getByRole('button', { name: 'Create user' }).click()
  const dialog = inviting.page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Bob')
  await dialog.getByLabel('E-mail').fill('bob@example.org')
  await looksRight(t, inviting.page, 'inviting somebody')
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  await dialog.getByText(/^http.*#token=/).waitFor()
  await looksRight(t, inviting.page, 'invitation to hand over')
  const link = (await dialog.getByText(/^http.*#token=/).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  await inviting.page.getByText('Invited', { exact: true }).waitFor()

  const { page, expectFault } = await visit({ viewport: { width: 360, height: 800 }, reducedMotion: 'reduce', colorScheme: 'light' })
  await page.goto(link)
  await page.getByLabel('Name').fill('Bob B.')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await looksRight(t, page, 'accepting an invitation')
  t.notMatch(page.url(), 'token', 'the token stays in no history')
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('heading', { level: 1, name: /Bob/ }).waitFor()

  await page.context().clearCookies()
  await page.goto(`${house.url}/admin`)
  await page.getByRole('button', { name: 'Forgot your password?' }).click()
  await looksRight(t, page, 'forgotten password')
  await page.getByLabel('E-mail').fill('bob@example.org')
  await page.getByRole('button', { name: 'Send a link' }).click()
  await page.getByText('Look into your mail.').waitFor()
  const said = await house.saysAfter('  http')
  const reset = /http\S+\/admin\/new-password#token=\S+/.exec(said)?.[0] ?? ''
  await page.goto(reset)
  await page.getByLabel('New password').fill(nextPassword)
  await looksRight(t, page, 'choosing a new password')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByRole('button', { name: 'Go to sign-in' }).click()
  await signIn(page, { email: 'bob@example.org', password: nextPassword })
  await page.getByRole('heading', { level: 1, name: /Bob/ }).waitFor()

  expectFault(/status of 410/)
  await page.goto(reset)
  await page.getByLabel('New password').fill('another one of many words')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByRole('heading', { name: 'This link is over' }).waitFor()
  await looksRight(t, page, 'a link that is over')
})
