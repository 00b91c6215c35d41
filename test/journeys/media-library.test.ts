import type { FolderView, List, MediaView } from '@verso/contract'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import t from 'tap'
import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner, type Owner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'
import { picture } from './picture.ts'

const widths = [1440, 768, 360]
const quiet = { reducedMotion: 'reduce', colorScheme: 'light' } as const

// One server for the file: each journey looks at files of its own.
let place: ReturnType<typeof aPlace> | undefined
const thePlace = () => (place ??= aPlace())

async function aPlace() {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  await admin.ask('POST', '/locales', { code: 'de', label: 'Deutsch', fallback: 'en' })
  await admin.ask('POST', '/types', {
    name: 'page',
    label: 'Pages',
    titleField: 'title',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'cover', kind: 'media', accept: ['image/*'] },
    ],
  })
  return { house, admin }
}

/** A picture whose left half is of another colour than its right one. */
async function aPicture(name: string, [left, right]: [string, string] = ['#277b8c', '#c88f34']) {
  const half = { width: 400, height: 450, channels: 3 as const }
  const part = (background: string) =>
    sharp({ create: { ...half, background } })
      .png()
      .toBuffer()
  const whole = sharp({ create: { width: 800, height: 450, channels: 3, background: left } })
  const buffer = await whole
    .composite([{ input: await part(right), left: 400, top: 0 }])
    .png()
    .toBuffer()
  return { name, mimeType: 'image/png', buffer }
}

async function upload(page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Upload', exact: true }).click()])
  await chooser.setFiles(files)
}

const file = async ({ ask }: Owner, name: string) =>
  (await ask<List<MediaView>>('GET', `/media?search=${name}`)).data.find(({ filename }) => filename === name)

journey('pictures are uploaded into a folder, put in order together, and those without alt text found', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const { page } = await visit(quiet)
  await page.goto(`${house.url}/admin/media`)
  await signIn(page, owner)
  await page.getByText('No files yet.').waitFor()
  await page.getByRole('button', { name: 'New folder…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Press')
  await dialog.getByRole('button', { name: 'Make folder' }).click()
  await page.waitForURL((url) => url.searchParams.has('folder'))
  await page.getByText('No files in this folder.').waitFor()
  await upload(page, [await aPicture('harbour.png'), await aPicture('market.png', ['#8e8a82', '#a07cdb'])])
  await page.getByText('2 of 2 files uploaded').waitFor()
  const [folder] = (await admin.ask<List<FolderView>>('GET', '/folders')).data
  t.equal((await file(admin, 'harbour.png'))?.folder, folder?.id)

  await upload(page, [await aPicture('copy.png')])
  await page.getByRole('button', { name: 'Use the existing one' }).click()
  const details = page.getByRole('dialog', { name: 'harbour.png' })
  await details.getByLabel('Alt text (en)').fill('Boats in a harbour')
  await details.getByText('de ·').click()
  await details.getByLabel('Alt text (de)').fill('Boote im Hafen')
  await details
    .getByRole('combobox', { name: 'Tags' })
    .or(details.getByRole('textbox', { name: 'Tags' }))
    .fill('sea')
  await page.keyboard.press('Enter')
  await looksRight(t, page, 'the details of a file')
  await picture(page, 'media-details-1440')
  await details.getByRole('button', { name: 'Save description' }).click()
  await becomes(t, async () => (await file(admin, 'harbour.png'))?.alt, { en: 'Boats in a harbour', de: 'Boote im Hafen' })
  t.same((await file(admin, 'harbour.png'))?.tags, ['sea'])
  await page.keyboard.press('Escape')
  await details.waitFor({ state: 'detached' })

  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await looksRight(t, page, `the library, ${width} pixels wide`)
    await picture(page, `media-${width}`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'All files' }).click()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByLabel('Pictures without alt text').check()
  await page.getByRole('button', { name: /harbour\.png/ }).waitFor({ state: 'detached' })
  await looksRight(t, page, 'filters of the library')
  await picture(page, 'media-filters')
  await page.keyboard.press('Escape')
  t.equal(new URL(page.url()).searchParams.get('alt'), 'missing')

  await page.getByLabel('Select market.png').check()
  await page.getByRole('button', { name: 'Move…' }).click()
  await looksRight(t, page, 'the question where files are moved to')
  await dialog.getByRole('button', { name: 'Move 1 file' }).click()
  await becomes(t, async () => (await file(admin, 'market.png'))?.folder, null)
  await page.getByRole('button', { name: 'Remove the filter Without alt text' }).click()
  await page.getByRole('button', { name: /harbour\.png/ }).waitFor()
  await page.getByLabel('Select market.png').check()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await dialog.getByRole('button', { name: 'Delete 1 file' }).click()
  await becomes(t, async () => await file(admin, 'market.png'), undefined)
})

journey('what matters of a picture is marked by keyboard, and a part of it cut out', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const { page } = await visit(quiet)
  await page.goto(`${house.url}/admin/media`)
  await signIn(page, owner)
  await upload(page, [await aPicture('square.png', ['#31a01a', '#1a3188'])])
  await page.getByText('1 of 1 file uploaded').waitFor()
  await page.getByRole('button', { name: 'Describe' }).click()
  await page.getByRole('button', { name: 'Focal point and crop…' }).click()
  const cross = page.getByRole('button', { name: 'Focal point, 50 % from the left, 50 % from the top' })
  await cross.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowUp')
  await page.getByRole('button', { name: 'Focal point, 61 % from the left, 49 % from the top' }).waitFor()
  const dialog = page.getByRole('dialog', { name: 'Focal point and crop of square.png' })
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await looksRight(t, page, `focal point, ${width} pixels wide`)
    await picture(page, `media-focal-${width}`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await dialog.getByText('Crop', { exact: true }).click()
  await dialog.getByLabel('Width', { exact: true }).fill('50')
  await dialog.getByLabel('From the left', { exact: true }).fill('50')
  await looksRight(t, page, 'a crop')
  await picture(page, 'media-crop-1440')
  await dialog.getByRole('button', { name: 'Save everywhere' }).click()
  await dialog.waitFor({ state: 'detached' })
  t.match(await file(admin, 'square.png'), {
    focalPoint: { x: 0.61, y: 0.49 },
    crop: { x: 0.5, y: 0, width: 0.5, height: 1 },
  })
  await page.getByRole('button', { name: 'Focal point and crop…' }).click()
  await dialog.getByRole('button', { name: 'Reset' }).click()
  await dialog.getByRole('button', { name: 'Save everywhere' }).click()
  await dialog.waitFor({ state: 'detached' })
  t.match(await file(admin, 'square.png'), { focalPoint: null, crop: null })
})

journey('a large file goes in pieces, waits and goes on; a field chooses from the library with its folders', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const { page } = await visit(quiet)
  await page.goto(`${house.url}/admin/media`)
  await signIn(page, owner)
  // Slow enough that there is time to pause.
  const devtools = await page.context().newCDPSession(page)
  const upload1 = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 4_000_000 }
  await devtools.send('Network.emulateNetworkConditions', upload1)
  const pixels = Buffer.alloc(9 * 1024 * 1024)
  for (let index = 0; index < pixels.length; index += 1) pixels[index] = (index * 2_654_435_761) >>> 24
  const buffer = await sharp(pixels, { raw: { width: 2048, height: 1536, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer()
  await upload(page, [{ name: 'large.png', mimeType: 'image/png', buffer }])
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText(/^Paused at \d+ %$/).waitFor()
  await picture(page, 'media-paused')
  await looksRight(t, page, 'an upload that is paused')
  await devtools.send('Network.emulateNetworkConditions', { ...upload1, uploadThroughput: -1 })
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('1 of 1 file uploaded').waitFor()
  t.match(await file(admin, 'large.png'), { bytes: buffer.length, width: 2048 })

  const { id } = await admin.ask<{ id: string }>('POST', '/entries', { type: 'page', fields: { title: 'Sea' } })
  await page.goto(`${house.url}/admin/content/page/${id}`)
  await page.getByRole('button', { name: 'Choose or upload a file…' }).click()
  const picker = page.getByRole('dialog', { name: 'Choose Cover' })
  await picker.getByRole('button', { name: /large\.png/ }).waitFor()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await looksRight(t, page, `choosing a file, ${width} pixels wide`)
    await picture(page, `media-picker-${width}`)
  }
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), picker.getByRole('button', { name: 'Upload…' }).click()])
  await chooser.setFiles([await aPicture('cover.png', ['#7c550f', '#115f6f'])])
  await picker.waitFor({ state: 'detached' })
  await becomes(
    t,
    async () => (await admin.ask<{ fields: { cover: { _media: string } | null } }>('GET', `/entries/${id}`)).fields.cover?._media,
    (await file(admin, 'cover.png'))?.id,
  )

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Focal point and crop…' }).click()
  await page.getByRole('button', { name: 'Focal point, 50 % from the left, 50 % from the top' }).focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await picture(page, 'media-focal-here')
  await page.getByRole('button', { name: 'Here only' }).click()
  await becomes(
    t,
    async () => (await admin.ask<{ fields: { cover: { focalPoint?: object } } }>('GET', `/entries/${id}`)).fields.cover.focalPoint,
    { x: 0.4, y: 0.5 },
  )
  t.equal((await file(admin, 'cover.png'))?.focalPoint, null)
})
