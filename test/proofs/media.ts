// Proof of the way in for files: malformed, cut, flipped, two-faced and swollen files get one verdict at every door, never a 500, and what is
// stored is served as what its bytes are. Uploads that are cut leave nothing. Arguments: --seed N, --files N, --cuts N.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { createStore } from '@verso/data'
import type { LightMyRequestResponse } from 'fastify'
import { freshDatabase } from '../support/database.ts'
import { multipart } from '../support/multipart.ts'
import { appOver, type Person } from '../support/test-app.ts'
import { createOddFiles } from './odd-files.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, files: { type: 'string', default: '2000' }, cuts: { type: 'string', default: '200' } },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
console.log(`seed ${seed}`)
const began = performance.now()
const odd = await createOddFiles(seed)
const store = await createStore({ connectionString: await freshDatabase(), connectTimeoutMs: 60_000 })
const house = await appOver(store, { outboundAllow: ['127.0.0.0/8'] })
const editor = await house.signInAs('editor')
const signed = { authorization: `Bearer ${editor.accessToken}` }

let served: Uint8Array = new Uint8Array()
const origin = createServer((_request, response) => void response.end(served)).listen(0, '127.0.0.1')
await new Promise((resolve) => origin.once('listening', resolve))
const originPort = (origin.address() as AddressInfo).port

let [faults, accepted] = [0, 0]
for (let number = 0; number < Number(values.files); number += 1) {
  const { name, content } = odd.next()
  const replies = {
    multipart: await byMultipart(name, content),
    parts: await inParts(editor, name, content),
    url: await byUrl(name, content),
  }
  const verdicts = Object.values(replies).map(verdictOf)
  if (new Set(verdicts).size > 1) tell(number, `the doors differ: ${verdicts.join(' | ')}`)
  for (const [door, reply] of Object.entries(replies)) if (reply.statusCode >= 500) tell(number, `${door} answered ${reply.statusCode}`)
  if (replies.multipart.statusCode === 201) await checkServed(number, replies.multipart.json().data)
  if ((number + 1) % 50 === 0) console.log(`${number + 1} files, ${accepted} accepted, ${faults} faults, ${seconds()} s`)
}
for (let number = 0; number < Number(values.cuts); number += 1) {
  const { name, content } = odd.next()
  const { payload, headers } = multipart({ name: 'file', filename: name, content })
  const cut = payload.subarray(0, odd.below(payload.length))
  const reply = await house.app.inject({ method: 'POST', url: '/admin/v1/media', payload: cut, headers: { ...headers, ...signed } })
  if (reply.statusCode < 400 || reply.statusCode >= 500) tell(number, `a cut upload was answered ${reply.statusCode}`)
}
let left = 0
for await (const _ of house.base.files.listTemp()) left += 1
if (left > 0) tell(-1, `${left} temporary files are left`)

console.log(
  `media: ${values.files} files at three doors, ${accepted} accepted, ${values.cuts} cut, ${faults} faults, ${seconds()} s, seed ${seed}: ${faults === 0 ? 'PASS' : 'FAIL'}`,
)
origin.close()
await house.close()
await store.close()
process.exit(faults === 0 ? 0 : 1)

function byMultipart(filename: string, content: Buffer): Promise<LightMyRequestResponse> {
  const { payload, headers } = multipart({ name: 'file', filename, content })
  return house.app.inject({ method: 'POST', url: '/admin/v1/media', payload, headers: { ...headers, ...signed } })
}

async function inParts(person: Person, filename: string, content: Buffer): Promise<LightMyRequestResponse> {
  const tus = { 'tus-resumable': '1.0.0', authorization: `Bearer ${person.accessToken}` }
  const metadata = `filename ${Buffer.from(filename).toString('base64')}`
  const made = await house.app.inject({
    method: 'POST',
    url: '/admin/v1/uploads',
    headers: { ...tus, 'upload-length': String(content.length), 'upload-metadata': metadata },
  })
  const headers = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  const sent = await house.app.inject({ method: 'PATCH', url: String(made.headers.location), headers, payload: content })
  return sent.statusCode === 204 ? person.ask('GET', `/media/${sent.headers['verso-media-id']}`) : sent
}

function byUrl(filename: string, content: Buffer): Promise<LightMyRequestResponse> {
  served = content
  return editor.ask('POST', '/media/import', { url: `http://127.0.0.1:${originPort}/file`, filename })
}

/** What was made of a file, the same words for the same at every door. */
function verdictOf(reply: LightMyRequestResponse): string {
  const body = reply.json()
  if (reply.statusCode >= 400) return `${reply.statusCode} ${body.code}`
  const { mimeType, sha256, width, height } = body.data ?? body
  return `${mimeType} ${sha256} ${width}x${height}`
}

async function checkServed(number: number, media: { url: string; mimeType: string; bytes: number }): Promise<void> {
  accepted += 1
  const { statusCode, headers, rawPayload } = await house.app.inject({ url: media.url })
  const type = String(headers['content-type']).split(';')[0]
  if (statusCode !== 200 || type !== media.mimeType || headers['x-content-type-options'] !== 'nosniff' || rawPayload.length !== media.bytes)
    tell(number, `${media.mimeType} is served as ${statusCode} ${type}`)
  if (!media.mimeType.startsWith('image/') || media.mimeType === 'image/svg+xml') return
  const small = await house.app.inject({ url: `${media.url}?width=20&format=webp` })
  if (small.statusCode >= 500) tell(number, `a rendition was answered ${small.statusCode}`)
}

function tell(number: number, fault: string): void {
  faults += 1
  console.log(`  file ${number}: ${fault}; again: npm run prove -- media --seed ${seed}`)
}

function seconds(): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}
