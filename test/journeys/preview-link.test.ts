import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'
import { fetch } from '../support/held-fetch.ts'

journey('a draft is shared by a link that somebody without an account opens, and that ends when it is ended', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const { ask } = await asOwner(house)
  await ask('POST', '/types', { name: 'story', label: 'Stories', slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const { id } = await ask<{ id: string }>('POST', '/entries', { type: 'story', fields: { title: 'Not out yet' } })
  const { page: screen } = await visit()
  await screen.goto(`${house.url}/admin/content/story/${id}`)
  await signIn(screen, owner)
  await screen.getByRole('heading', { level: 1, name: 'Not out yet' }).waitFor()

  await screen.getByRole('button', { name: 'Share a preview…' }).click()
  const dialog = screen.getByRole('dialog', { name: 'Share a preview of Not out yet' })
  await dialog.getByText('30 days').click()
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  const link = dialog.getByRole('textbox', { name: 'Link' })
  await link.waitFor()
  const url = await link.inputValue()
  await dialog.getByRole('region', { name: 'Links that still work' }).waitFor()
  await looksRight(t, screen, 'a link to a preview')

  t.match(await (await fetch(url)).json(), { data: { _id: id, title: 'Not out yet' } })
  await dialog.getByRole('button', { name: 'End now' }).click()
  await dialog.getByRole('region', { name: 'Links that still work' }).waitFor({ state: 'detached' })
  t.equal((await fetch(url)).status, 410)
})
