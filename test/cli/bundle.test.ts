import sharp from 'sharp'
import t from 'tap'
import { emptyDatabase } from '../support/database.ts'
import { multipart } from '../support/multipart.ts'
import { fetch } from '../support/held-fetch.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'

t.test(
  'the bundled server finds what stays beside it: migrations, libraries of pictures, and the process that cleans drawings',
  async (t) => {
    const owner = { VERSO_OWNER_EMAIL: 'ada@example.org', VERSO_OWNER_PASSWORD: 'a sentence nobody guesses' }
    const verso = runVerso(t, ['start'], {
      VERSO_DATA_DIR: tempFolder(t),
      VERSO_PORT: '0',
      VERSO_DRAIN_MS: '0',
      DATABASE_URL: await emptyDatabase(t),
      ...owner,
    })
    const url = await verso.ready()
    const session = await fetch(`${url}/admin/v1/sessions`, {
      method: 'POST',
      body: JSON.stringify({ email: owner.VERSO_OWNER_EMAIL, password: owner.VERSO_OWNER_PASSWORD }),
      headers: { 'content-type': 'application/json', origin: url },
    })
    const { accessToken } = (await session.json()) as { accessToken: string }
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><script>alert(1)</script><path d="M0 0h4v4z"/></svg>'
    const upload = async (filename: string, content: Buffer | string): Promise<string> => {
      const { payload, headers } = multipart({ name: 'file', filename, content })
      const reply = await fetch(`${url}/admin/v1/media`, {
        method: 'POST',
        body: new Uint8Array(payload),
        headers: { ...headers, authorization: `Bearer ${accessToken}` },
      })
      const text = await reply.text()
      t.equal(reply.status, 201, text)
      return new URL(JSON.parse(text).data.url, url).href
    }
    const drawn = await (await fetch(await upload('a.svg', drawing))).text()
    t.match(drawn, /<path/)
    t.notMatch(drawn, /script/)
    const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    const small = await fetch(`${await upload('b.png', picture)}?width=10&format=webp`)
    t.equal(small.headers.get('content-type'), 'image/webp')
  },
)
