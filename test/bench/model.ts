/**
 * Changes of a model with many entries, each beside its floor in the same run: converting a field against two bare UPDATEs that rewrite
 * the same rows, renaming a field (which must not touch a row), and checking entries against Ajv alone. Arguments: --entries N.
 */
import { parseArgs } from 'node:util'
import { applyModel, createType, type ImportRecord, planModel, undoModel } from '@verso/core'
import { createStore } from '@verso/data'
import { checkContent, contentForLocale, type ContentType, contentTypeView, entrySchema, parseFields } from '@verso/model'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import pg from 'pg'
import { freshDatabase } from '../support/database.ts'
import { benchContext, seedRecords } from './seed-articles.ts'

const { values } = parseArgs({ options: { entries: { type: 'string', default: '100000' } } })
const entries = Number(values.entries)
const rounds = 3
const connectionString = await freshDatabase()
const store = await createStore({ connectionString, poolSize: 4 })
const ctx = benchContext(store)
const sql = new pg.Pool({ connectionString, max: 2 })

await createType(ctx, {
  name: 'measure',
  fields: [
    { name: 'title', kind: 'text', required: true, max: 200 },
    { name: 'amount', kind: 'text' },
    { name: 'note', kind: 'longText' },
    { name: 'facts', kind: 'json', schema: factsSchema() },
  ],
})
process.stderr.write(`Writing ${entries} published entries\n`)
await seedRecords(
  ctx,
  Array.from({ length: entries }, (_, index) => record(index)),
  (done) => process.stderr.write(`\r${done}`),
)
process.stderr.write('\n')
await sql.query('vacuum analyze')
const { rows: versions } = await sql.query('show server_version')
console.log(
  `${entries} published entries of four fields; ${rounds} interleaved rounds, medians; Node ${process.version}, PostgreSQL ${versions[0].server_version}`,
)
await measureConversion()
await measureRename()
await measureChecks()
await store.close()
await sql.end()

/** Text to integer: every value converts. Undone before the next round. */
async function measureConversion(): Promise<void> {
  const [planning, applying, undoing, floor]: number[][] = [[], [], [], []]
  for (let round = 0; round < rounds; round += 1) {
    floor?.push(await seconds(rewriteBare))
    const document = await documentWith((field) => (field.name === 'amount' ? { ...field, kind: 'integer' } : field))
    let planHash = ''
    planning?.push(
      await seconds(async () => {
        const plan = await planModel(ctx, document)
        const [step] = plan.steps
        if (step?.counts.converted !== entries || step.counts.lost !== 0)
          throw new Error(`The plan is wrong: ${JSON.stringify(plan.steps)}`)
        planHash = plan.planHash
      }),
    )
    let modelVersion = 0
    applying?.push(await seconds(async () => ({ modelVersion } = await applyModel(ctx, { planHash, acceptLoss: true }))))
    await expectType('number')
    undoing?.push(await seconds(() => undoModel(ctx, { modelVersion, acceptLoss: true })))
    await expectType('string')
    await sql.query('vacuum "Draft", "Publication"')
  }
  const [plan, apply, undo, bare] = [planning, applying, undoing, floor].map((list) => median(list ?? [])) as [
    number,
    number,
    number,
    number,
  ]
  console.log(
    `convert text to integer: plan ${plan.toFixed(1)} s, apply ${apply.toFixed(1)} s (${Math.round(entries / apply)} entries/s), undo ${undo.toFixed(1)} s; ` +
      `two bare UPDATEs of the same rows ${bare.toFixed(1)} s; apply/bare ${(apply / bare).toFixed(2)}`,
  )
}

async function measureRename(): Promise<void> {
  const before = await rowVersions()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const document = await documentWith((field) => (field.name.startsWith('note') ? { ...field, name: `note${round}` } : field))
    times.push(
      await seconds(async () => {
        const { planHash } = await planModel(ctx, document)
        await applyModel(ctx, { planHash })
      }),
    )
  }
  if ((await rowVersions()) !== before) throw new Error('A rename touched rows')
  console.log(
    `rename a field: plan and apply ${(median(times) * 1000).toFixed(0)} ms, no row of an entry, draft, revision or publication touched`,
  )
}

/** Parsing, and every rule of a publication with the JSON Schema of a field, against Ajv on a schema of the whole entry. */
async function measureChecks(): Promise<void> {
  const { types, locales } = await store.models.current()
  const [type] = types
  if (type === undefined) throw new Error('The type is gone')
  const bodies = Array.from({ length: 5_000 }, (_, index) => bodyFor(type, index))
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  formats.default(ajv)
  const validate = ajv.compile(entrySchema(type, { types }, 'in'))
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds + 2; round += 1) {
    const ajvSeconds = await seconds(() => void bodies.filter((body) => !validate(body)))
    let wrong = 0
    const versoSeconds = await seconds(() => {
      for (const body of bodies) {
        const { content } = parseFields(type, body, { locales })
        if (content === undefined || checkContent(type, contentForLocale(type, content, ['en']), 'en').length > 0) wrong += 1
      }
    })
    // Every tenth breaks the schema of its facts.
    if (wrong !== bodies.length / 10) throw new Error(`${wrong} of ${bodies.length} were found wrong`)
    if (round < 2) continue
    ours.push(bodies.length / versoSeconds)
    bare.push(bodies.length / ajvSeconds)
  }
  const [verso, alone] = [median(ours), median(bare)]
  console.log(
    `check an entry for publication: ${Math.round(verso)} entries/s (one field with a JSON Schema, compiled once per model version); ` +
      `Ajv alone on the shape of the whole entry ${Math.round(alone)}/s; verso/Ajv ${(verso / alone).toFixed(2)}`,
  )
}

interface FieldDocument {
  name: string
  kind: string
}

/** The present model as a document, its fields changed. */
async function documentWith(change: (field: FieldDocument) => FieldDocument): Promise<unknown> {
  const model = await store.models.current()
  const types = model.types.map((type) => contentTypeView(type, model)).map((type) => ({ ...type, fields: type.fields.map(change) }))
  const locales = model.locales.map(({ code, label, isDefault, fallback }) => ({ code, label, default: isDefault, fallback }))
  return { locales, types }
}

async function expectType(expected: string): Promise<void> {
  const { rows } = await sql.query(
    `select count(*)::int as count from "Draft" d join "Publication" p on p."entryId" = d."entryId", "Field" f
    where f.name = 'amount' and jsonb_typeof(d.content -> f.id::text) = $1 and jsonb_typeof(p.values -> f.id::text) = $1`,
    [expected],
  )
  if (rows[0].count !== entries) throw new Error(`${rows[0].count} of ${entries} values are a ${expected}`)
}

/** Writes the same rows as a conversion, with nothing worked out: what no conversion can go below. */
async function rewriteBare(): Promise<void> {
  const client = await sql.connect()
  await client.query('begin')
  await client.query("update \"Draft\" set content = content || '{}', values = values || '{}'")
  await client.query("update \"Publication\" set body = body || '', values = values || '{}'")
  await client.query('rollback')
  client.release()
  await sql.query('vacuum "Draft", "Publication"')
}

async function rowVersions(): Promise<string> {
  const tables = ['Entry', 'Draft', 'Revision', 'Publication']
  const { rows } = await sql.query(
    tables
      .map((table) => `select count(*)::text || ' ' || coalesce(max(xmin::text::bigint), 0)::text as state from "${table}"`)
      .join(' union all '),
  )
  return JSON.stringify(rows)
}

function record(index: number): ImportRecord {
  const fields = {
    title: `Measure ${index}`,
    amount: String(index * 7),
    note: `It was measured ${index} times. `.repeat(6),
    facts: { unit: 'm', digits: 2 },
  }
  return { key: `measure-${index}`, type: 'measure', publish: true, fields }
}

/** Every tenth breaks the schema of its facts. */
function bodyFor(type: ContentType, index: number): Record<string, unknown> {
  const [title, amount, note, facts] = type.fields.map((field) => field.name) as [string, string, string, string]
  return {
    [title]: `Measure ${index}`,
    [amount]: String(index),
    [note]: 'It was measured. '.repeat(10),
    [facts]: { unit: index % 10 === 0 ? 'ell' : 'm', digits: index % 4 },
  }
}

function factsSchema(): object {
  return {
    type: 'object',
    required: ['unit'],
    properties: { unit: { enum: ['m', 'kg', 's'] }, digits: { type: 'integer', minimum: 0 } },
    additionalProperties: false,
  }
}

async function seconds(run: () => unknown): Promise<number> {
  const startedAt = performance.now()
  await run()
  return (performance.now() - startedAt) / 1000
}

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
}
