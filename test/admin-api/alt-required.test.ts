import sharp from 'sharp'
import t from 'tap'
import { anEntry, aType } from '../support/builders.ts'
import { testApp } from '../support/test-app.ts'
import { uploadFile } from '../support/upload-file.ts'

t.test('where a field asks for words, a picture without them is not published; of the use or of the file, in its language', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const content = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  await aType(app.system, {
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'slug', kind: 'slug' },
      { name: 'cover', kind: 'media', altRequired: true },
      { name: 'pictures', kind: 'media', many: true, altRequired: true },
      { name: 'other', kind: 'media' },
    ],
  })
  const file = await uploadFile(app, editor, { filename: 'a.png', content })
  const text = await uploadFile(app, editor, { filename: 'a.txt', content: 'words' })
  const publish = async (fields: object) => {
    const { row } = await anEntry(app.system, { title: 'A', ...fields })
    return editor.ask('POST', `/entries/${row.id}/publish`, {})
  }
  const use = { _media: file.id }

  const refused = await publish({ slug: 'a', cover: use, pictures: [{ _media: text.id }, use], other: use })
  t.match(refused.json(), { status: 422, code: 'invalid_entry' })
  t.same(
    refused.json().issues.map(({ path, code, locale }: Record<string, string>) => [path, code, locale]),
    [
      ['/fields/cover/alt', 'alt_required', 'en'],
      ['/fields/pictures/1/alt', 'alt_required', 'en'],
    ],
  )
  t.equal((await publish({ slug: 'b', cover: { ...use, alt: 'Teal' } })).statusCode, 200)
  t.equal((await publish({ slug: 'c', cover: { ...use, alt: ' ' } })).statusCode, 422)
  await editor.ask('PATCH', `/media/${file.id}`, { alt: { en: 'A teal square' } })
  t.equal((await publish({ slug: 'd', cover: use, pictures: [use] })).statusCode, 200)
})
