import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkFiles, type Context, sweepFiles, systemContext } from '@verso/core'
import { createStore } from '@verso/data'
import { diskStore, sweepTemp } from '@verso/media'
import { uuidv7 } from 'uuidv7'
import { multipart } from '../support/multipart.ts'
import { type KillableHouse, owner, startKillableHouse } from './killable-house.ts'

interface Wish {
  odd: { below: (bound: number) => number }
  uploads: number
  kills: number
  cuts: number
}

const senders = 6

/**
 * Uploads by multipart and in parts, many of them of the same bytes, to a server that is killed again and again, while another process sweeps without
 * any grace. Then what was acknowledged is looked at, and what is left after a sweep.
 */
export async function uploadUnderKills({ odd, uploads, kills, cuts }: Wish) {
  const dir = mkdtempSync(path.join(tmpdir(), 'verso-uploads-'))
  const house = await startKillableHouse(dir)
  const store = await createStore({ connectionString: house.connectionString, connectTimeoutMs: 60_000 })
  const files = diskStore(path.join(dir, 'verso', 'media'))
  const ctx: Context = systemContext({ store, files, now: () => new Date(), newId: uuidv7, model: () => store.models.current() })
  const acknowledged = new Map<string, string>()
  const result = { acknowledged: 0, postponed: 0, sweeps: 0, faults: [] as string[] }
  const session = { token: await signIn(house) }
  let isOver = false

  async function send(): Promise<void> {
    while (acknowledged.size < uploads) {
      // Few seeds, so that the same bytes come again and again, also after the sweep has taken what a kill left of them.
      const content = Buffer.from(`${odd.below(uploads)} `.repeat(1 + odd.below(20_000)))
      try {
        const upload = odd.below(3) === 0 ? inParts : atOnce
        const { status, id } = await upload(house.origin, session.token, content)
        if (id !== null) acknowledged.set(id, createHash('sha256').update(content).digest('hex'))
        else if (status === 503) result.postponed += 1
        else if (status !== 401) result.faults.push(`an upload was answered ${status}`)
      } catch {
        // The server was killed.
        await sleep(50)
      }
    }
  }

  async function killAll(): Promise<void> {
    for (let kill = 1; kill <= kills; kill += 1) {
      while (acknowledged.size < (kill * uploads) / (kills + 1)) await sleep(10)
      await house.killServer()
      session.token = await signIn(house)
      process.stderr.write(`\r${acknowledged.size} uploads, ${kill} kills${' '.repeat(20)}`)
    }
  }

  async function sweep(): Promise<void> {
    while (!isOver) {
      await sweepFiles(ctx, { olderThanMs: -1000 })
      result.sweeps += 1
      await sleep(100)
    }
  }

  const sweeping = sweep()
  await Promise.race([Promise.all([killAll(), ...Array.from({ length: senders }, send)]), house.endsUnasked])
  process.stderr.write('\n')
  // What the kills left, so that what a cut leaves can be told from it: nothing.
  await sweepTemp(files, { olderThanMs: -1000 })
  for (let cut = 0; cut < cuts; cut += 1) await sendCut(house.origin, session.token, odd)
  for (let tries = 0; tries < 600 && (await count(files.listTemp())) > 0; tries += 1) await sleep(100)
  if ((await count(files.listTemp())) > 0) result.faults.push('uploads that were cut have left temporary files')
  isOver = true
  await sweeping
  // What the kills left goes when it has lain for a day; here all of it is taken to have.
  await files.parts.sweep({ olderThanMs: -1000 })
  await sweepFiles(ctx, { olderThanMs: -1000 })
  result.acknowledged = acknowledged.size
  for (const [id, sha256] of acknowledged) {
    const row = await store.media.find(id)
    if (row?.sha256 !== sha256) result.faults.push(`${id} was acknowledged and ${row === null ? 'is not there' : 'has other bytes'}`)
  }
  const verdict = await checkFiles(ctx, { isThorough: true })
  const parts = readdirSync(path.join(dir, 'verso', 'media', 'uploads')).length
  for (const name of ['missing', 'damaged', 'orphans'] as const)
    if (verdict[name].length > 0) result.faults.push(`${verdict[name].length} files are ${name}`)
  if (verdict.temp + parts > 0) result.faults.push(`${verdict.temp} temporary files and ${parts} parts are left`)
  await store.close()
  await house.stop()
  rmSync(dir, { recursive: true, force: true })
  return result
}

async function count(items: AsyncIterable<unknown>): Promise<number> {
  let found = 0
  for await (const _ of items) found += 1
  return found
}

async function signIn({ origin }: KillableHouse): Promise<string> {
  const reply = await fetch(`${origin}/admin/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(owner),
  })
  const { accessToken } = (await reply.json()) as { accessToken: string }
  return accessToken
}

async function atOnce(origin: string, token: string, content: Buffer): Promise<{ status: number; id: string | null }> {
  const { payload, headers } = multipart({ name: 'file', filename: 'a.txt', content })
  const reply = await fetch(`${origin}/admin/v1/media`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${token}` },
    body: Uint8Array.from(payload),
  })
  const body = (await reply.json()) as { data?: { id: string } }
  return { status: reply.status, id: body.data?.id ?? null }
}

async function inParts(origin: string, token: string, content: Buffer): Promise<{ status: number; id: string | null }> {
  const headers = { 'tus-resumable': '1.0.0', authorization: `Bearer ${token}` }
  const begun = await fetch(`${origin}/admin/v1/uploads`, {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(content.length) },
  })
  if (begun.status !== 201) return { status: begun.status, id: null }
  const half = Math.floor(content.length / 2)
  let [status, id]: [number, string | null] = [0, null]
  for (const [at, end] of [
    [0, half],
    [half, content.length],
  ] as const) {
    const reply = await fetch(`${origin}${begun.headers.get('location')}`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(at) },
      body: Uint8Array.from(content.subarray(at, end)),
    })
    ;[status, id] = [reply.status, reply.headers.get('verso-media-id')]
  }
  return { status, id }
}

/** A line that ends somewhere in the body. */
async function sendCut(origin: string, token: string, { below }: Wish['odd']): Promise<void> {
  const { payload, headers } = multipart({ name: 'file', filename: 'a.txt', content: 'x'.repeat(1 + below(300_000)) })
  const { hostname, port, host } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.on('error', () => {})
  const head = `POST /admin/v1/media HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nContent-Type: ${headers['content-type']}\r\nContent-Length: ${payload.length}\r\n\r\n`
  socket.write(head)
  await new Promise<void>((resolve) => socket.write(payload.subarray(0, below(payload.length)), () => resolve()))
  socket.destroy()
}
