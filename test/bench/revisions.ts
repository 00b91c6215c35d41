/**
 * What history costs: a large entry that is saved over and over with one small change each, as rich text of words and as text that nothing
 * compresses. Storage is held against the entry's size, reading against the row of the draft. Arguments: --saves N, --kilobytes N.
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createEntry, createType, getRevision, saveEntry } from '@verso/core'
import { createStore } from '@verso/data'
import pg from 'pg'
import { freshDatabase } from '../support/database.ts'
import { benchContext } from './seed-articles.ts'

const { values } = parseArgs({ options: { saves: { type: 'string', default: '1000' }, kilobytes: { type: 'string', default: '100' } } })
const saves = Number(values.saves)
const size = Number(values.kilobytes) * 1000
const connectionString = await freshDatabase()
const store = await createStore({ connectionString, poolSize: 4 })
const ctx = benchContext(store)
const sql = new pg.Pool({ connectionString, max: 2 })

await createType(ctx, {
  name: 'page',
  fields: [
    { name: 'body', kind: 'richText' },
    { name: 'data', kind: 'longText' },
  ],
})
console.log(`${saves} saves of an entry of ${size / 1000} KB, one small change each; Node ${process.version}`)
const noise = randomBytes((size * 3) / 4).toString('base64')
await measure('rich text of words', (number) => ({ body: blocksAt(number) }))
await measure('text that nothing compresses', (number) => ({ data: noiseAt(number) }))
await store.close()
await sql.end()

async function measure(what: string, fieldsAt: (number: number) => Record<string, unknown>): Promise<void> {
  await sql.query('truncate "Entry" cascade; truncate "AuditEvent"')
  const empty = await sizes()
  const { row } = await createEntry(ctx, { type: 'page', fields: fieldsAt(0) })
  const first = await sizes()
  const seconds = await secondsOf(async () => {
    for (let number = 1; number <= saves; number += 1) await saveEntry(ctx, row.id, { fields: fieldsAt(number), baseRevision: number })
  })
  const last = await sizes()
  const { rows } = await sql.query(
    'select max(length(content::text)) as entry, count(content)::int as whole, avg(length(delta))::int as delta from "Revision"',
  )
  const { entry, whole, delta } = rows[0]
  const grown = last.revisions - empty.revisions
  console.log(
    `${what}: ${kilobytes(grown)} for ${saves + 1} revisions of ${kilobytes(entry)}, ${(grown / entry).toFixed(1)} times the entry ` +
      `(${whole} whole, deltas of ${delta} characters); the audit of the saves ${kilobytes(last.audit - first.audit)}; ${(saves / seconds).toFixed(0)} saves/s; ${await reading(row.id)}`,
  )
}

async function reading(entryId: string): Promise<string> {
  const times: number[] = []
  for (let number = 1; number <= saves; number += Math.ceil(saves / 200))
    times.push(await secondsOf(() => getRevision(ctx, entryId, number)))
  const bare: number[] = []
  for (let round = 0; round < 50; round += 1) bare.push(await secondsOf(() => store.entries.find(entryId)))
  return `reading one: median ${milliseconds(times, 0.5)}, 95 % within ${milliseconds(times, 0.95)} (the row of the draft alone: median ${milliseconds(bare, 0.5)})`
}

/** Blocks of words that follow from their place; a save has changed one of them, and all saves before it theirs. */
function blocksAt(number: number): Record<string, unknown>[] {
  const count = Math.ceil(size / 400)
  return Array.from({ length: count }, (_, place) => blockAt(place, Math.floor((number + count - 1 - place) / count)))
}

function blockAt(place: number, changes: number): Record<string, unknown> {
  const words = ['river', 'mountain', 'quiet', 'engine', 'letter', 'harvest', 'window', 'journey', 'copper', 'winter']
  const text = Array.from({ length: 45 }, (_, n) => words[(place * 31 + n * n * 7 + (n % 3) * place) % words.length]).join(' ')
  const children = [{ _type: 'span', _key: `s${place}`, text: `${text}, changed ${changes} times` }]
  return { _type: 'block', _key: `b${place}`, style: 'normal', children }
}

function noiseAt(number: number): string {
  const place = (number * 7919) % size
  return `${noise.slice(0, place)}+save${number}+${noise.slice(place + 8)}`
}

async function sizes(): Promise<{ revisions: number; audit: number }> {
  const { rows } = await sql.query(
    `select pg_total_relation_size('"Revision"')::int as revisions, pg_total_relation_size('"AuditEvent"')::int as audit`,
  )
  return rows[0]
}

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return (performance.now() - start) / 1000
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} KB`
}

function milliseconds(times: number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b)
  return `${((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 1000).toFixed(1)} ms`
}
