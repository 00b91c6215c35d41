import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'
import { picture } from './picture.ts'

journey('a read is put together, tried with a token, and taken along as curl and as code', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const { ask } = await asOwner(house)
  await ask('POST', '/types', {
    name: 'article',
    label: 'Articles',
    titleField: 'title',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'body', kind: 'longText' },
    ],
  })
  for (const title of ['Harbours', 'Markets']) {
    const { id } = await ask<{ id: string }>('POST', '/entries', { type: 'article', fields: { title, body: 'Words' } })
    await ask('POST', `/entries/${id}/publish`)
  }
  const { token } = await ask<{ token: string }>('POST', '/tokens', { name: 'Site', kind: 'content', types: ['*'] })

  const { page } = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${house.url}/admin/explorer`)
  await signIn(page, owner)
  await page.getByLabel('Fields', { exact: true }).fill('title')
  await page.getByLabel('Sort').fill('-title')
  await page.getByLabel('Token', { exact: true }).fill(token)
  await page.getByRole('button', { name: 'Send request' }).click()
  const answer = page.getByRole('region', { name: 'Answer' })
  await answer.getByText(/^200 in \d+ ms$/).waitFor()
  const { data } = JSON.parse(await answer.locator('pre').innerText()) as { data: { title: string; body?: string }[] }
  t.match(data, [{ title: 'Markets', body: undefined }, { title: 'Harbours' }])
  t.equal(new URL(page.url()).searchParams.get('sort'), '-title')
  t.notOk(page.url().includes(token), 'no secret in the address')

  const request = page.getByRole('region', { name: 'Request' })
  await request.getByText('curl', { exact: true }).click()
  await request.getByRole('button', { name: 'Copy the request' }).click()
  const curl = await page.evaluate(() => navigator.clipboard.readText())
  t.match(curl, `${house.url}/content/v1/entries/article?sort=-title&select=title&limit=10`)
  await request.getByText('Client', { exact: true }).click()
  await request.getByText(/await verso\.list\("article", \{/).waitFor()
  for (const width of [1440, 768, 360]) {
    await page.setViewportSize({ width, height: 900 })
    await looksRight(t, page, `the explorer, ${width} pixels wide`)
    await picture(page, `explorer-${width}`)
  }
})
