// Files: images of other sizes against sharp alone, the same once more against a bare route, uploads against a bare streamed write, reads while huge
// images are being made, and memory. Arguments: --only first,repeated,upload,reads,memory, --images N, --megabytes N, --huge N.
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { freshDatabase } from '../support/database.ts'
import { multipart } from '../support/multipart.ts'
import { forkBuilt } from './fork-built.ts'
import { httpLoad } from './http-load.ts'
import { watchMemory } from './memory.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'first,repeated,upload,reads,memory' },
    images: { type: 'string', default: '24' },
    megabytes: { type: 'string', default: '1024' },
    huge: { type: 'string', default: '30' },
  },
})
const cells = values.only.split(',')
const folder = mkdtempSync(join(tmpdir(), 'verso-bench-media-'))
const servers = forkBuilt(new URL('./media-servers.ts', import.meta.url), [await freshDatabase(), folder])
const [urls] = (await once(servers, 'message')) as [{ verso: string; bare: string; email: string; password: string }]
const memory = watchMemory(servers.pid ?? 0)
const token = await signIn()
const faults: string[] = []

console.log(`Node ${process.version}, sharp ${sharp.versions.sharp}`)
if (cells.includes('first') || cells.includes('repeated')) await images()
if (cells.includes('upload')) await uploads()
if (cells.includes('memory')) await fourAtOnce()
if (cells.includes('reads')) await reads()
judge('peak memory of all processes of the server, MiB', memory.peakMb(), { atMost: 900 })
memory.stop()
servers.disconnect()
rmSync(folder, { recursive: true, force: true })
console.log(faults.length === 0 ? 'media: PASS' : `media: FAIL (${faults.join('; ')})`)
process.exit(faults.length === 0 ? 0 : 1)

async function images(): Promise<void> {
  const [paths, addresses] = [[] as string[], [] as string[]]
  const plain = await photo(4000, 3000)
  for (let number = 0; number < Number(values.images); number += 1) {
    const path = join(folder, `${number}.jpg`)
    // Other bytes, the same picture.
    writeFileSync(path, Buffer.concat([plain, Buffer.from([number])]))
    paths.push(path)
    addresses.push((await upload(Buffer.concat([plain, Buffer.from([number])]))).url)
  }
  const [raw, own] = [[] as number[], [] as number[]]
  // By turns, so that what the machine does meanwhile meets both alike.
  for (let at = 0; at < paths.length; at += 6) {
    raw.push(await rate(paths.slice(at, at + 6).map((path) => `${urls.bare}/sharp?path=${encodeURIComponent(path)}`)))
    own.push(await rate(addresses.slice(at, at + 6).map((url) => `${urls.verso}${url}?width=800&format=webp`)))
  }
  console.log(`  12-MP JPEG to 800-px WebP: ${median(own).toFixed(2)}/s, sharp alone ${median(raw).toFixed(2)}/s`)
  judge('first time, of sharp alone', median(own.map((one, index) => one / (raw[index] ?? one))), { atLeast: 0.85 })
  const path = `${addresses[0]}?width=800&format=webp`
  await fetch(`${urls.bare}/keep?url=${encodeURIComponent(urls.verso + path)}`, { method: 'POST' })
  const ratios: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const load = { connections: 10, seconds: 3 }
    const one = await httpLoad({ url: urls.bare, ...load, requests: [{ path: '/kept' }] })
    const other = await httpLoad({ url: urls.verso, ...load, requests: [{ path }] })
    if (round > 0) ratios.push(other.total / other.seconds / (one.total / one.seconds))
    if (round === 4)
      console.log(`  repeated: ${(other.total / other.seconds).toFixed(0)}/s, bare ${(one.total / one.seconds).toFixed(0)}/s`)
  }
  judge('repeated, of a bare route', median(ratios), { atLeast: 0.8 })
}

async function uploads(): Promise<void> {
  const ratios: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const bare = await timed(() => stream(`${urls.bare}/upload`, round))
    const own = await timed(() => stream(`${urls.verso}/admin/v1/media`, round))
    console.log(`  ${values.megabytes} MB: ${own.toFixed(1)} s, bare ${bare.toFixed(1)} s`)
    ratios.push(bare / own)
  }
  judge('upload, of a bare streamed write', median(ratios), { atLeast: 0.7 })
}

async function fourAtOnce(): Promise<void> {
  const before = memory.peakMb()
  const own = watchMemory(servers.pid ?? 0)
  await new Promise((resolve) => setTimeout(resolve, 500))
  const start = own.peakMb()
  await Promise.all([0, 1, 2, 3].map((number) => stream(`${urls.verso}/admin/v1/media`, 100 + number)))
  console.log(`  four at once: ${start.toFixed(0)} MiB before, ${own.peakMb().toFixed(0)} MiB at most (${before.toFixed(0)} earlier)`)
  judge('growth by four uploads at once, MiB', own.peakMb() - start, { atMost: 200 })
  own.stop()
}

/** Each read as a site would ask, one after the other, while huge images come in and are made smaller. */
async function reads(): Promise<void> {
  const huge = await photo(10_000, 10_000)
  const reader = forkBuilt(new URL('./media-reader.ts', import.meta.url), [`${urls.verso}/content/v1/media?limit=1`])
  await Promise.all(
    Array.from({ length: 3 }, async (_, worker) => {
      for (let number = worker; number < Number(values.huge); number += 3) {
        const { url } = await upload(Buffer.concat([huge, Buffer.from([number])]))
        await (await fetch(`${urls.verso}${url}?width=800&format=webp`)).arrayBuffer()
      }
    }),
  )
  const told = once(reader, 'message')
  reader.send('enough')
  const [times] = (await told) as [number[]]
  reader.disconnect()
  times.sort((a, b) => a - b)
  console.log(`  ${times.length} reads, half within ${times[Math.floor(times.length / 2)]?.toFixed(1)} ms`)
  judge('99 of 100 reads meanwhile, ms', times[Math.floor(times.length * 0.99)] ?? 0, { atMost: 200 })
}

/** A picture with some structure, as large as a photograph is. */
async function photo(width: number, height: number): Promise<Buffer> {
  const noise = await sharp({
    create: { width: 500, height: 400, channels: 3, background: 'teal', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
    .png()
    .toBuffer()
  return sharp(noise).resize(width, height, { fit: 'fill' }).jpeg({ quality: 85 }).toBuffer()
}

async function signIn(): Promise<string> {
  const reply = await fetch(`${urls.verso}/admin/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: urls.email, password: urls.password }),
  })
  return ((await reply.json()) as { accessToken: string }).accessToken
}

async function upload(content: Buffer): Promise<{ url: string }> {
  const { payload, headers } = multipart({ name: 'file', filename: 'a.jpg', content })
  const reply = await fetch(`${urls.verso}/admin/v1/media`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${token}` },
    body: Uint8Array.from(payload),
  })
  if (reply.status !== 201) throw new Error(`An upload was answered ${reply.status}: ${await reply.text()}`)
  return ((await reply.json()) as { data: { url: string } }).data
}

/** Sends a large file of text without holding it. */
async function stream(url: string, mark: number): Promise<void> {
  const { payload, headers } = multipart({ name: 'file', filename: 'a.txt', content: `${mark}`.padEnd(2 ** 20, 'a text that is long ') })
  const end = payload.subarray(payload.lastIndexOf('\r\n--'))
  const [head, body] = [payload.subarray(0, payload.length - end.length), Buffer.alloc(2 ** 20, 'a text that is long ')]
  const length = payload.length + (Number(values.megabytes) - 1) * body.length
  const request = http.request(url, { method: 'POST', headers: { ...headers, 'content-length': length, authorization: `Bearer ${token}` } })
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>
  request.write(head)
  for (let sent = 1; sent < Number(values.megabytes); sent += 1) if (!request.write(body)) await once(request, 'drain')
  request.end(end)
  const [reply] = await answered
  reply.resume()
  await once(reply, 'end')
  if ((reply.statusCode ?? 500) >= 300) throw new Error(`${url} answered ${reply.statusCode}`)
}

async function rate(addresses: string[]): Promise<number> {
  const took = await timed(async () => {
    await Promise.all(addresses.map(async (url) => (await fetch(url)).arrayBuffer()))
  })
  return addresses.length / took
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

function median(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

function judge(what: string, value: number, bound: { atLeast: number } | { atMost: number }): void {
  const [isMet, words] =
    'atLeast' in bound ? [value >= bound.atLeast, `at least ${bound.atLeast}`] : [value <= bound.atMost, `at most ${bound.atMost}`]
  console.log(`${isMet ? 'ok  ' : 'MISS'} ${what}: ${value.toFixed(2)} (${words})`)
  if (!isMet) faults.push(what)
}
