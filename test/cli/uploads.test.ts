import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import t, { type Test } from 'tap'
import { Upload } from 'tus-js-client'
import { freePort } from '../../apps/cli/src/postgres/free-port.ts'
import { testDatabase } from '../support/database.ts'
import { multipart } from '../support/multipart.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'

const owner = { email: 'owner@example.org', password: 'otters juggle lanterns' }
const megabyte = 2 ** 20

/** `verso start` as it is delivered, which can be killed and started again on what it left. */
async function aServer(t: Test) {
  const [port, connectionString, folder] = [await freePort(), await testDatabase(t), tempFolder(t)]
  const variables = {
    DATABASE_URL: connectionString,
    VERSO_DATA_DIR: path.join(folder, 'data'),
    VERSO_PORT: String(port),
    VERSO_OWNER_EMAIL: owner.email,
    VERSO_OWNER_PASSWORD: owner.password,
    VERSO_RATE_LIMIT: 'off',
    VERSO_DRAIN_MS: '100',
  }
  let running = runVerso(t, ['start'], variables)
  const origin = await running.ready()
  const reply = await fetch(`${origin}/admin/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(owner),
  })
  const { accessToken } = (await reply.json()) as { accessToken: string }
  const headers = { authorization: `Bearer ${accessToken}` }
  const media = async (id: string) => (await fetch(`${origin}/admin/v1/media/${id}`, { headers })).json()

  async function killAndStart(): Promise<void> {
    running.child.kill('SIGKILL')
    await running.ended
    running = runVerso(t, ['start'], variables)
    await running.ready()
  }

  return { origin, headers, media, killAndStart, pid: () => running.child.pid ?? 0 }
}

t.test('tus-js-client goes on where it was after its server was killed and started again', async (t) => {
  const { origin, headers, media, killAndStart } = await aServer(t)
  const content = Buffer.alloc(64 * megabyte, 'words and more words, ')
  const offsets: number[] = []
  let restart: Promise<void> | null = null
  let id = ''
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(content, {
      endpoint: `${origin}/admin/v1/uploads`,
      headers,
      metadata: { filename: 'words.txt', filetype: 'text/plain' },
      chunkSize: 24 * megabyte,
      // However long a start takes.
      retryDelays: Array.from({ length: 600 }, () => 500),
      onBeforeRequest: (request) => {
        if (request.getMethod() === 'PATCH') offsets.push(Number(request.getHeader('Upload-Offset')))
      },
      onProgress: (sent) => {
        // In the middle of the second request.
        if (sent > 32 * megabyte) restart ??= killAndStart()
      },
      onAfterResponse: (_request, response) => {
        id = response.getHeader('verso-media-id') ?? id
      },
      onError: reject,
      onSuccess: () => resolve(),
    })
    upload.start()
  })
  await restart

  t.not(restart, null, 'it was killed on the way')
  t.ok(offsets.length > 2 && offsets.slice(1).every((offset) => offset >= 24 * megabyte), `nothing was sent anew: ${offsets}`)
  t.match(await media(id), { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), filename: 'words.txt' })
})

t.test(
  'four large uploads at once take little memory',
  { skip: process.platform !== 'linux' && 'memory is read from /proc' },
  async (t) => {
    const { origin, headers, pid } = await aServer(t)
    await send(origin, { headers, mark: 'first', megabytes: 8 })
    const before = megabytesOf(pid())
    let most = before
    const timer = setInterval(() => {
      most = Math.max(most, megabytesOf(pid()))
    }, 100)

    await Promise.all(['a', 'b', 'c', 'd'].map((mark) => send(origin, { headers, mark, megabytes: 128 })))

    clearInterval(timer)
    t.ok(most - before <= 200, `${(most - before).toFixed(0)} MiB more than ${before.toFixed(0)}`)
  },
)

/** What a process has in memory and shares with nobody. */
function megabytesOf(pid: number): number {
  return Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}

/** A file in one request, of which this side holds a megabyte. */
async function send(origin: string, { headers, mark, megabytes }: { headers: { authorization: string }; mark: string; megabytes: number }) {
  const { payload, headers: type } = multipart({ name: 'file', filename: 'a.txt', content: mark.padEnd(megabyte, ' and so on') })
  const end = payload.subarray(payload.lastIndexOf('\r\n--'))
  const more = Buffer.alloc(megabyte, ' and so on')
  const length = payload.length + (megabytes - 1) * megabyte
  const request = http.request(`${origin}/admin/v1/media`, {
    method: 'POST',
    headers: { ...headers, ...type, 'content-length': length },
  })
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>
  request.write(payload.subarray(0, payload.length - end.length))
  for (let sent = 1; sent < megabytes; sent += 1) if (!request.write(more)) await once(request, 'drain')
  request.end(end)
  const [reply] = await answered
  reply.resume()
  await once(reply, 'end')
  if (reply.statusCode !== 201) throw new Error(`An upload was answered ${reply.statusCode}`)
}
