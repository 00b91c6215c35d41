import { createHash } from 'node:crypto'
import { runSql } from './test-server.ts'

/**
 * A hash over all content: drafts, publications with their intervals, unique values, references and totals. `withMarks` also over what tells
 * that a row was written again.
 */
export async function contentFingerprint(url: string, options: { withMarks?: boolean } = {}): Promise<string> {
  const hash = createHash('sha256')
  for (const row of await contentRows(url, options)) hash.update(row)
  return hash.digest('hex')
}

/** The rows that the hash is made of, each as JSON: what tells which of them differ. */
export async function contentRows(url: string, { withMarks = false }: { withMarks?: boolean } = {}): Promise<string[]> {
  const marks = withMarks ? ', xmin::text, ctid::text' : ''
  const statements = [
    `select "entryId", content::text, values::text, hashes::text, title::text, translations::text, outdated::text${marks} from "Draft" order by 1`,
    `select id, "entryId", locale, slug, path, revision, layout, "typeId", body, values::text, origins::text, hash, "validFrom", "validTo"${marks} from "Publication" order by 1`,
    `select "fieldId", locale, value, "entryId"${marks} from "UniqueValue" order by 1, 2, 3`,
    `select origin, "fromEntryId", locale, "fieldId", "inner", path, position, "toEntryId", "toMediaId", "validFrom", "validTo"${marks} from "Reference" order by 1, 2, 3, 4, 5, 6, 7`,
    `select "typeId", locale, total from "PublishedTotal" order by 1, 2`,
    `select "entryId", number, content::text, delta, "modelVersion"${marks} from "Revision" order by 1, 2`,
  ]
  const layouts = await layoutsOf(url)
  const all: string[] = []
  for (const statement of statements) {
    const { rows } = await runSql(url, statement)
    all.push(...rows.map((row) => JSON.stringify('layout' in row ? withPieces(row, layouts) : row)))
  }
  return all
}

type Layouts = Map<string, string[]>

/** Ids of fields by version and type. */
async function layoutsOf(url: string): Promise<Layouts> {
  const { rows } = await runSql(url, 'select number, types from "ModelVersion"')
  const types = rows.flatMap(({ number, types: all }) =>
    (all as { id: string; fields: { id: string }[] }[]).map((type) => ({ number, ...type })),
  )
  return new Map(types.map(({ number, id, fields }) => [`${number} ${id}`, fields.map((field) => field.id)]))
}

/**
 * A body says the same in every layout that has its fields: pieces by field, those without a value left out. Members of components are
 * kept by the ids of their fields and given to readers in the order of the model, so that their stored order says nothing either.
 */
function withPieces({ layout, typeId, body, ...row }: Record<string, unknown>, layouts: Layouts) {
  const ids = layouts.get(`${layout} ${typeId}`) ?? []
  const pieces = String(body)
    .split('\u001f')
    .map((piece, index) => [ids[index], piece])
    .filter(([, piece]) => piece !== 'null' && piece !== '[]')
    .map(([id, piece]) => [id, JSON.stringify(JSON.parse(piece ?? ''), byField)])
  return { ...row, typeId, pieces: pieces.sort() }
}

const fieldId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Puts the members of a component in the order of their fields' ids; other objects are the author's and stay as they are. */
function byField(_key: string, value: unknown): unknown {
  const isComponent = typeof value === 'object' && value !== null && Object.keys(value).some((key) => fieldId.test(key))
  return isComponent ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value
}
