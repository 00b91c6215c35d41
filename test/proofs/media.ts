// Proof of the way in for files: malformed, cut, flipped, two-faced and swollen files get one verdict at every door, never a 500, and what is
// stored is served as what its bytes are. Uploads that are cut leave nothing, and SIGKILL of the server amid uploads loses nothing that was acknowledged.
// Arguments: --seed N, --files N, --cuts N, --uploads N, --kills N.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { createStore } from '@verso/data'
import type { LightMyRequestResponse } from 'fastify'
import { freshDatabase } from '../support/database.ts'
import { multipart } from '../support/multipart.ts'
import { appOver, type Person } from '../support/test-app.ts'
import { uploadUnderKills } from './kill-uploads.ts'
import { createOddFiles } from './odd-files.ts'
import { shellDoor } from './shell-door.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    files: { type: 'string', default: '2000' },
    cuts: { type: 'string', default: '200' },
    uploads: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '20' },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
console.log(`seed ${seed}`)
const began = performance.now()
const odd = await createOddFiles(seed)
const connectionString = await freshDatabase()
const store = await createStore({ connectionString, connectTimeoutMs: 60_000 })
const house = await appOver(store, { outboundAllow: ['127.0.0.0/8'] })
let editor = await house.signInAs('editor')

let served: Uint8Array = new Uint8Array()
const origin = createServer((_request, response) => void response.end(served)).listen(0, '127.0.0.1')
await new Promise((resolve) => origin.once('listening', resolve))
const originPort = (origin.address() as AddressInfo).port

const shell = shellDoor(connectionString)
/** A file of each family, in whose place others are put. */
const targets = new Map<string, string>()
const waiting: { number: number; name: string; content: Buffer; verdict: string }[] = []
let [faults, accepted] = [0, 0]
for (let number = 0; number < Number(values.files); number += 1) {
  // A sign-in is good for ten minutes.
  if (number % 100 === 99) editor = await house.signInAs('editor')
  const { name, content } = odd.next()
  const replies = {
    multipart: await byMultipart(name, content),
    parts: await inParts(editor, name, content),
    url: await byUrl(name, content),
  }
  const verdicts = [...Object.values(replies).map(verdictOf), verdictOf(await byReplacing(name, content, replies.multipart))]
  if (new Set(verdicts).size > 1) tell(number, `the doors differ: ${verdicts.join(' | ')}`)
  for (const [door, reply] of Object.entries(replies)) if (reply.statusCode >= 500) tell(number, `${door} answered ${reply.statusCode}`)
  if (replies.multipart.statusCode === 201) await checkServed(number, replies.multipart.json().data)
  waiting.push({ number, name, content, verdict: verdictOf(replies.multipart) })
  if (waiting.length === 100) await throughTheShell()
  if ((number + 1) % 50 === 0) console.log(`${number + 1} files, ${accepted} accepted, ${faults} faults, ${seconds()} s`)
}
await throughTheShell()
let left = 0
for await (const _ of house.base.files.listTemp()) left += 1
if (left > 0) tell(-1, `${left} temporary files are left`)
await house.close()
await store.close()
origin.close()
shell.close()

const killed = await uploadUnderKills({ odd, uploads: Number(values.uploads), kills: Number(values.kills), cuts: Number(values.cuts) })
for (const fault of killed.faults) tell(-1, fault)
console.log(
  `media: ${values.files} files at five doors, ${accepted} accepted; ${killed.acknowledged} uploads acknowledged amid ${values.kills} SIGKILLs and ${killed.sweeps} sweeps ` +
    `(${killed.postponed} asked to come again), ${values.cuts} cut; ${faults} faults, ${seconds()} s, seed ${seed}: ${faults === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults === 0 ? 0 : 1)

/** Each file in the place of one of its family, or of any where it will be refused. */
async function byReplacing(filename: string, content: Buffer, made: LightMyRequestResponse): Promise<LightMyRequestResponse> {
  const { id, mimeType = 'text/plain' } = made.statusCode === 201 ? made.json().data : { id: null }
  const family = String(mimeType).split('/', 1)[0] ?? ''
  if (id !== null && !targets.has(family)) targets.set(family, id)
  const target = targets.get(family) ?? [...targets.values()][0]
  // The very first may be refused, with nothing there to put it in the place of.
  if (target === undefined) return made
  const { payload, headers } = multipart({ name: 'file', filename, content })
  return house.app.inject({ method: 'PUT', url: `/admin/v1/media/${target}/file`, payload, headers: { ...headers, ...signed() } })
}

async function throughTheShell(): Promise<void> {
  const verdicts = waiting.length === 0 ? [] : await shell.verdictsOf(waiting)
  waiting.forEach(({ number, verdict }, index) => {
    if (verdicts[index] !== verdict) tell(number, `the shell says ${verdicts[index]}, other doors ${verdict}`)
  })
  waiting.length = 0
}

function signed(): { authorization: string } {
  return { authorization: `Bearer ${editor.accessToken}` }
}

function byMultipart(filename: string, content: Buffer): Promise<LightMyRequestResponse> {
  const { payload, headers } = multipart({ name: 'file', filename, content })
  return house.app.inject({ method: 'POST', url: '/admin/v1/media', payload, headers: { ...headers, ...signed() } })
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
  if (reply.statusCode >= 400) return body.code
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
