import type { ContentType, Json, Model } from '@verso/model'
import type { Connection } from '../connection.ts'
import { jsonIn } from './json-in.ts'

/** Of a change of the model: its hash, and when and by whom it became the current one. */
export interface ModelFacts {
  hash: string
  seq: bigint
  byId: string | null
  at: Date
  /** The steps of the change, as its plan said them. */
  steps: Json
  /** For an undo: the version whose model this one is again. */
  restores: number | null
}

/** The version, the rows that keep names unique and ids permanent, and the head that makes it the current one. */
export async function writeModel(
  { prisma, query }: Connection,
  { version, hash, types, locales }: Model,
  { seq, byId, at, steps, restores }: ModelFacts,
): Promise<void> {
  await prisma.modelVersion.create({
    data: { number: version, hash, types: jsonIn(types), locales: jsonIn(locales), seq, byId, at, steps: jsonIn(steps), restores },
    select: { number: true },
  })
  // All are marked as removed first, so that two types or fields can swap their names.
  await query('update "Field" set "removedAt" = $1::timestamptz where "removedAt" is null', [at])
  await query('update "ContentType" set "removedAt" = $1::timestamptz where "removedAt" is null', [at])
  await query(writeTypes, [JSON.stringify(types.map(toTypeRow))])
  await query(writeFields, [JSON.stringify(types.flatMap(toFieldRows))])
  await query('update "ModelHead" set version = $1::int where id = 1', [version])
}

const writeTypes = `
  insert into "ContentType" (id, name, label, kind, settings, position)
  select id, name, label, kind, settings, position
  from json_to_recordset($1::json) as r (id uuid, name text, label text, kind text, settings jsonb, position int)
  on conflict (id) do update
  set name = excluded.name, label = excluded.label, kind = excluded.kind, settings = excluded.settings, position = excluded.position, "removedAt" = null`

const writeFields = `
  insert into "Field" (id, "typeId", name, label, kind, settings, position)
  select id, "typeId", name, label, kind, settings, position
  from json_to_recordset($1::json) as r (id uuid, "typeId" uuid, name text, label text, kind text, settings jsonb, position int)
  on conflict (id) do update
  set name = excluded.name, label = excluded.label, kind = excluded.kind, settings = excluded.settings, position = excluded.position, "removedAt" = null`

function toTypeRow({ id, name, label, kind, fields: _, ...settings }: ContentType, position: number) {
  return { id, name, label, kind, settings, position }
}

function toFieldRows({ id: typeId, fields }: ContentType) {
  return fields.map(({ id, name, label, kind, ...settings }, position) => ({ id, typeId, name, label, kind, settings, position }))
}
