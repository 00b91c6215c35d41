import type { WebhookView } from '@verso/contract'
import { journey } from '../support/browser.ts'
import { aReceiver } from '../support/receiver.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner, type Owner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'
import { picture } from './picture.ts'

const variables = { VERSO_OUTBOUND_ALLOW: '127.0.0.0/8' }
const widths = [1440, 768, 360]

async function aPage({ ask }: Owner, title: string): Promise<string> {
  const { id } = await ask<{ id: string }>('POST', '/entries', { type: 'page', fields: { title } })
  await ask('POST', `/entries/${id}/publish`)
  return id
}

const pageType = { name: 'page', label: 'Pages', titleField: 'title', slugField: null, fields: [{ name: 'title', kind: 'text' }] }

journey('a webhook is added, tried, followed, paused and sent once more', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true, variables })
  const admin = await asOwner(house)
  await admin.ask('POST', '/types', pageType)
  const receiver = await aReceiver(t, (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('thank you'))
  const { page, expectFault } = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  expectFault(/status of 422/)

  await page.goto(`${house.url}/admin/settings/webhooks`)
  await signIn(page, owner)
  await page.getByText('No webhooks yet.').waitFor()
  await looksRight(t, page, 'no webhooks')
  await picture(page, 'webhooks-none')
  await page.getByRole('button', { name: 'Add webhook' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Website')
  await page.getByLabel('Address').fill('http://10.0.0.1/hook')
  await page.getByRole('button', { name: 'Add header' }).click()
  await page.getByLabel('Name of header 1').fill('X-Key')
  await page.getByLabel('Value of header 1').fill('quiet otters')
  await page.getByLabel('Everything that happens').uncheck()
  await page.getByLabel('An entry is unpublished').uncheck()
  await page.getByLabel('With values of the entries').check()
  await page.getByLabel('Fields', { exact: true }).fill('title')
  await page.getByRole('button', { name: 'Add webhook' }).click()
  await page.getByText('This address can not be sent to').first().waitFor()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await looksRight(t, page, `a new webhook, ${width} pixels wide`)
    await picture(page, `webhook-new-${width}`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByLabel('Address').fill(receiver.url)
  await page.getByRole('button', { name: 'Add webhook' }).click()

  const dialog = page.getByRole('dialog')
  await dialog.getByText(/^whsec_/).waitFor()
  await looksRight(t, page, 'the secret of a webhook')
  await picture(page, 'webhook-secret')
  await dialog.getByRole('button', { name: 'Copy the secret' }).click()
  t.match(await page.evaluate(() => navigator.clipboard.readText()), /^whsec_/)
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  await page.waitForURL(/settings\/webhooks\/[0-9a-f-]{36}$/)
  const kept = { name: 'Website', headers: ['X-Key'], events: ['entry.published'], projection: { select: 'title' }, state: 'active' }
  t.match((await admin.ask<{ data: WebhookView[] }>('GET', '/webhooks')).data, [kept])

  await page.getByRole('button', { name: 'Send a test' }).click()
  await dialog.getByText(/^200 in/).waitFor()
  await dialog.getByText('thank you').waitFor()
  await dialog.getByText(/X-Key: •••/).waitFor()
  await looksRight(t, page, 'a delivery')
  await picture(page, 'webhook-delivery-1440')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await aPage(admin, 'Opening hours')
  await receiver.until(2)
  const rows = page.getByRole('region', { name: 'Deliveries' }).getByRole('link')
  await rows.filter({ hasText: 'An entry is published' }).click()
  await dialog.getByText(/"title": "Opening hours"/).waitFor()
  await dialog.getByRole('button', { name: 'Redeliver' }).click()
  await dialog.getByText('2 attempts').waitFor()
  const sent = await receiver.until(3)
  t.equal(sent[2]?.headers['webhook-id'], sent[1]?.headers['webhook-id'], 'the same message')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'More acts' }).click()
  await page.getByRole('menuitem', { name: 'Pause' }).click()
  await page.getByText('Somebody paused it.').waitFor()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await looksRight(t, page, `a paused webhook, ${width} pixels wide`)
    await picture(page, `webhook-paused-${width}`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await page.getByText('Somebody paused it.').waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'More acts' }).click()
  await page.getByRole('menuitem', { name: 'Replay events…' }).click()
  await looksRight(t, page, 'the question before a replay')
  await dialog.getByRole('button', { name: 'Replay events' }).click()
  await dialog.waitFor({ state: 'detached' })
  const again = await receiver.until(4)
  t.equal(again[3]?.headers['webhook-id'], sent[1]?.headers['webhook-id'])
})

journey('what an endpoint no longer takes is seen in the list, skipped, and its secret changed', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true, variables: { ...variables, VERSO_WEBHOOK_DELAYS: '0.1,3600' } })
  const admin = await asOwner(house)
  await admin.ask('POST', '/types', pageType)
  const receiver = await aReceiver(t, (response) => response.writeHead(500).end('out of order'))
  const make = (wish: object) => admin.ask<WebhookView>('POST', '/webhooks', { url: receiver.url, ...wish })
  const { id } = await make({ name: 'Broken' })
  await make({ name: 'Builder', preset: 'build-hook', enabled: false })
  await aPage(admin, 'Prices')
  await becomes(t, async () => (await admin.ask<WebhookView>('GET', `/webhooks/${id}`)).failures, 2)

  const { page } = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.goto(`${house.url}/admin/settings/webhooks`)
  await signIn(page, owner)
  const row = page.getByRole('row', { name: /Broken.*Failing/ })
  await row.getByText('1 waiting').waitFor()
  await page.getByRole('row', { name: /Builder.*Build hook.*Paused/ }).waitFor()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await looksRight(t, page, `webhooks, ${width} pixels wide`)
    await picture(page, `webhooks-${width}`)
  }
  await row.getByRole('link', { name: 'Broken' }).click()
  await page.getByText('The next message has failed 2 times.').waitFor()
  await page.getByRole('combobox', { name: 'State of deliveries' }).click()
  await page.getByRole('option', { name: 'Waiting' }).click()
  await page.waitForURL((url) => url.searchParams.get('state') === 'pending')
  await page.getByRole('link', { name: /Waiting.*2 attempts, 500 in/s }).waitFor()
  await picture(page, 'webhook-failing-360')

  await page.getByRole('button', { name: 'More acts' }).click()
  await page.getByRole('menuitem', { name: 'Skip events…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Skip up to event').fill('2')
  await dialog.getByRole('button', { name: 'Skip events' }).click()
  await dialog.waitFor({ state: 'detached' })
  t.match(await admin.ask('GET', `/webhooks/${id}`), { state: 'active', position: 2, lag: { seq: 0 } })

  await page.getByRole('button', { name: 'More acts' }).click()
  await page.getByRole('menuitem', { name: 'Rotate secret…' }).click()
  await dialog.getByRole('button', { name: 'Rotate secret' }).click()
  await dialog.getByText(/^whsec_/).waitFor()
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByText('Messages are signed with the old secret too.').waitFor()

  await page.getByRole('button', { name: 'Edit…' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Mended')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Mended' }).waitFor()
  await page.getByRole('button', { name: 'More acts' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await page.waitForURL(/settings\/webhooks$/)
  t.same(
    (await admin.ask<{ data: WebhookView[] }>('GET', '/webhooks')).data.map(({ name }) => name),
    ['Builder'],
  )
})

journey('sites that tell of their builds are seen with how far behind they are', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  await admin.ask('POST', '/types', pageType)
  const id = await aPage(admin, 'Prices')
  const { page } = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.goto(`${house.url}/admin/settings/sites`)
  await signIn(page, owner)
  await page.getByText('No site has said anything yet.').waitFor()
  await looksRight(t, page, 'no sites')

  const { token } = await admin.ask<{ token: string }>('POST', '/tokens', { name: 'Site', kind: 'content', types: ['*'] })
  const tells = (site: string, seq: number) =>
    fetch(`${house.url}/content/v1/builds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ site, seq, url: 'https://example.org' }),
    })
  t.equal((await tells('magazine', 2)).ok, true)
  t.equal((await tells('shop', 1)).ok, true)
  await page.reload()
  await page.getByRole('row', { name: /magazine.*Up to date/ }).waitFor()
  await page.getByRole('row', { name: /shop.*1 event behind/ }).waitFor()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await looksRight(t, page, `sites, ${width} pixels wide`)
    await picture(page, `sites-${width}`)
  }

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${house.url}/admin/content/page/${id}`)
  await page.getByText('Live on magazine').waitFor()
  await page.getByText('Not yet on shop').waitFor()
  await looksRight(t, page, 'an entry with the sites that it is live on')
  await picture(page, 'sites-of-entry')
})
