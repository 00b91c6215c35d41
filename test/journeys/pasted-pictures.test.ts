import { aPictureSite } from '../support/picture-site.ts'
import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'
import { type Node, pasted, spelled } from './rich-text-forms.ts'

journey('pictures of a pasted page come into the library once somebody agrees, each to its place', async (t, { visit }) => {
  const { site, asked } = await aPictureSite(t)
  const house = await aVerso(t, { isSetUp: true, variables: { VERSO_OUTBOUND_ALLOW: '127.0.0.0/8' } })
  const { ask } = await asOwner(house)
  await ask('POST', '/types', {
    name: 'story',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'body', kind: 'richText' },
    ],
  })
  const { id } = await ask<{ id: string }>('POST', '/entries', { type: 'story', fields: { title: 'Sea' } })
  const bodyStored = async () => (await ask<{ fields: { body: Node[] | null } }>('GET', `/entries/${id}`)).fields.body ?? []
  const { page: screen, expectFault } = await visit()
  expectFault(/status of 422/)
  await screen.goto(`${house.url}/admin/content/story/${id}`)
  await signIn(screen, owner)
  const body = screen.getByRole('textbox', { name: 'Body', exact: true })
  await body.click()

  const html = `<p>Before</p><img src="${site}/otter.png" alt="An otter"><p>Between</p><img src="${site}/none.png" alt="Nothing"><p>After</p>`
  await pasted(body, { 'text/html': html, 'text/plain': 'Before' })
  const note = screen.getByRole('region', { name: 'Pasted' })
  await note.getByText('2 images not imported').waitFor()
  t.same(asked, [], 'nothing is fetched unasked')
  await looksRight(t, screen, 'an offer to import pictures')
  await note.getByRole('button', { name: 'Import 2 images' }).click()
  await note.getByText(/1 image imported; 1 image could not be imported/).waitFor()

  await becomes(t, async () => spelled(await bodyStored()), [
    'normal: Before',
    'image',
    'normal: Between',
    'normal: link:Nothing',
    'normal: After',
  ])
  const { data } = await ask<{ data: { id: string; filename: string }[] }>('GET', '/media')
  t.match(data, [{ filename: 'otter.png' }])
  t.match((await bodyStored())[1], { _type: 'image', media: { _media: data[0]?.id }, alt: 'An otter' })
})
