import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'

interface Schedules {
  data: { at: string; state: string; action: string }[]
}

/** A day in the middle of the next month. */
function midMonth(date: number): string {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, date)).toISOString().slice(0, 10)
}

journey('what is planned is seen in a calendar, and moved there by pointer and by keyboard', async (t, { visit }) => {
  const house = await aVerso(t, { isSetUp: true })
  const { ask } = await asOwner(house)
  await ask('POST', '/types', {
    name: 'note',
    label: 'Notes',
    slugField: null,
    titleField: 'title',
    fields: [{ name: 'title', kind: 'text' }],
  })
  const { id } = await ask<{ id: string }>('POST', '/entries', { type: 'note', fields: { title: 'Harbours at night' } })
  await ask('POST', `/entries/${id}/schedules`, { action: 'publish', at: `${midMonth(13)}T09:00`, timeZone: 'Europe/Berlin' })
  await ask('POST', '/releases', { name: 'Winter issue', publishAt: `${midMonth(12)}T08:00:00Z` })
  const pending = async () =>
    (await ask<Schedules>('GET', `/entries/${id}/schedules`)).data
      .filter(({ state }) => state === 'pending')
      .map(({ at }) => at.slice(0, 10))
  const { page } = await visit({ timezoneId: 'Europe/Berlin' })
  await page.goto(`${house.url}/admin/releases/calendar?day=${midMonth(1)}`)
  await signIn(page, owner)
  const event = page.getByRole('button', { name: /Harbours at night/ })
  await event.waitFor()
  await page.getByRole('button', { name: /Winter issue/ }).waitFor()
  await page.getByText('Times in Berlin').waitFor()
  await looksRight(t, page, 'the calendar of a month')

  const [from, to] = [await event.boundingBox(), await page.getByRole('cell', { name: /, 15 / }).boundingBox()]
  if (from === null || to === null) throw new Error('The event or the day is not on the screen')
  await page.mouse.move(from.x + 20, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 })
  // It is let go when the day says that it takes it.
  await page.locator('td[data-over]', { hasText: ', 15 ' }).waitFor()
  await page.mouse.up()
  await becomes(t, pending, [midMonth(15)])
  await page.getByRole('button', { name: 'Undo' }).click()
  await becomes(t, pending, [midMonth(13)])

  await event.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/09:00 Berlin/).waitFor()
  await dialog.getByRole('button', { name: 'Reschedule…' }).click()
  await dialog.getByLabel('When').fill(`${midMonth(20)}T10:30`)
  await looksRight(t, page, 'something planned, about to be moved')
  await dialog.getByRole('button', { name: 'Reschedule', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await becomes(t, pending, [midMonth(20)])

  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${house.url}/admin/releases/calendar?day=${midMonth(10)}`)
  await page
    .getByRole('heading', { name: /^Monday|^Tuesday|^Wednesday|^Thursday|^Friday|^Saturday|^Sunday/ })
    .first()
    .waitFor()
  await looksRight(t, page, 'the agenda, on a phone')
  await page.goto(`${house.url}/admin/releases/calendar?view=month&day=${midMonth(10)}`)
  await event.waitFor()
  await looksRight(t, page, 'a month, on a phone')
})
