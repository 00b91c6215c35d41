import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

journey('an empty Verso offers a magazine; one click brings it, and readers have it', async (t, { visit }) => {
  const { url } = await aVerso(t, { isSetUp: true })
  const { page } = await visit()
  await page.goto(`${url}/admin`)
  await signIn(page, owner)
  await page.getByRole('button', { name: 'Plant the sample magazine' }).waitFor()
  await looksRight(t, page, 'home with the offer')
  await page.getByRole('button', { name: 'Plant the sample magazine' }).click()
  await page
    .getByRole('link', { name: /The last keeper of Skarholm/ })
    .first()
    .waitFor()
  t.equal(await page.getByRole('button', { name: 'Plant the sample magazine' }).count(), 0, 'the offer is gone')

  const read = await (await fetch(`${url}/content/v1/entries/article?include=authors&sort=-publishedOn`)).json()
  const { data } = read
  t.ok(Array.isArray(data), JSON.stringify(read))
  t.equal(data.length, 5)
  t.match(data[0], { title: 'Harbour time', authors: [{ name: 'Mara Lindqvist' }] })
  const image = await fetch(new URL(`${data[0].cover.url}?width=400&format=webp`, url))
  t.equal(image.status, 200)

  await page.goto(`${url}/admin/content/article`)
  await page.getByText('Before the market opens').waitFor()
  await looksRight(t, page, 'the articles of the sample')
})
