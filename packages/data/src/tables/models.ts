import { type ContentType, type Json, linkTypes, type Locale, type Model } from '@verso/model'
import type { Connection } from '../connection.ts'
import { allowLongStatements } from './allow-long.ts'
import type { ModelCache } from './model-cache.ts'
import { type ModelFacts, writeModel } from './model-writes.ts'

/** A version of the model without its types. */
export interface ModelVersionRow {
  number: number
  hash: string
  /** Null for the first one, which nobody made. */
  seq: bigint | null
  byId: string | null
  at: Date
  steps: Json
  restores: number | null
}

/** A whole version as it was, and how it came from the one before. */
export interface ModelState extends Pick<Model, 'types' | 'locales'> {
  number: number
  steps: Json
}

export interface Models {
  /** The current model; one small statement when the version is already known here, two otherwise. */
  current: () => Promise<Model>
  /** The last model that this process saw, without asking; reads say when it has become an older one. */
  known: () => Model | null
  /** Names the field ids of a type in the order of a version; kept in memory, since versions never change. */
  layout: (version: number, typeId: string) => Promise<string[]>
  /** Every version, oldest first. */
  versions: () => Promise<ModelVersionRow[]>
  /** Which versions there are and which of them bring an older one back, oldest first: what a walk between them needs, and no more. */
  lineage: () => Promise<Pick<ModelVersionRow, 'number' | 'restores'>[]>
  /** The languages of every version, oldest first. */
  languages: () => Promise<{ number: number; seq: bigint | null; locales: Locale[] }[]>
  /** How many entries a type has, those in the trash included. */
  countEntries: (typeId: string) => Promise<number>
  /** Some versions whole; types are linked. */
  states: (numbers: number[]) => Promise<ModelState[]>
}

export interface ModelsInTransaction extends Models {
  /** Holds the model as it is until the transaction ends; writers of content share this lock. */
  lockShared: () => Promise<Model>
  /**
   * The same for who writes without having to look first: the model that this process knows, without waiting. If it is another one by now,
   * nothing of the transaction is kept, and it is run again with that one.
   */
  holdKnown: () => Promise<Model>
  /** Holds the model alone. */
  lock: () => Promise<Model>
  /** Writes the next version, the rows of types and fields, and the head. */
  replace: (content: Pick<Model, 'types' | 'locales'>, facts: ModelFacts) => Promise<Model>
}

/** The model, version by version. A version is immutable, so that what was read of it once is never read again. */
export function modelsTable(connection: Connection, cache: ModelCache): ModelsInTransaction {
  const { prisma, query } = connection
  // What this transaction wrote itself: not for the others' eyes, since it may yet roll back.
  let written: Model | null = null
  // What this transaction holds can't change, so that it is asked for once.
  let held: { model: Model; takenBack: number } | null = null

  function hold(model: Model): Model {
    held = { model, takenBack: connection.takenBack() }
    return model
  }

  async function load(version: number): Promise<Model> {
    if (written?.version === version) return written
    return cache.known(version) ?? cache.keep(await readModel(version))
  }

  async function readModel(version: number): Promise<Model> {
    const row = await prisma.modelVersion.findUniqueOrThrow({ where: { number: version } })
    return { version, hash: row.hash, ...contentOf(row) }
  }

  async function headModel(lock: '' | 'for share' | 'for update'): Promise<Model> {
    const [head] = await query<{ version: number }>(`select version from "ModelHead" where id = 1 ${lock}`, [])
    if (head === undefined) throw new Error('The row of ModelHead is missing')
    if (lock === 'for update') await allowLongStatements(connection)
    const model = await load(head.version)
    return lock === '' ? model : hold(model)
  }

  return {
    versions: () => listVersions(prisma),
    lineage: () => prisma.modelVersion.findMany({ select: { number: true, restores: true }, orderBy: { number: 'asc' } }),
    languages: () => listLanguages(prisma),
    states: (numbers) => findStates(prisma, numbers),
    current: async () => (held !== null && held.takenBack === connection.takenBack() ? held.model : headModel('')),
    known: () => cache.newest(),
    async layout(version, typeId) {
      const own = written?.version === version ? cache.layoutsOf(written) : null
      return layoutIn(own ?? cache.layouts(version) ?? cache.keepLayouts(await readModel(version)), { version, typeId })
    },
    lockShared: () => headModel('for share'),
    async holdKnown() {
      const known = cache.newest()
      if (known === null || written !== null) return headModel('for share')
      // Told in place of whatever else goes wrong: a refusal by a model that is over is none.
      await connection.require(query(holdVersion, [known.version]))
      return hold(known)
    },
    lock: () => headModel('for update'),
    async replace({ types, locales }, facts) {
      const before = await headModel('for update')
      written = { version: before.version + 1, hash: facts.hash, types: linkTypes(types), locales }
      await writeModel(connection, written, facts)
      return hold(written)
    },
    countEntries: (typeId) => prisma.entry.count({ where: { typeId } }),
  }
}

/** What `holdVersion` fails with. PostgreSQL has no plainer way to fail on a condition without a function of one's own. */
export const movedModelCode = '22012'
const holdVersion = 'select 1 / (version = $1::int)::int from "ModelHead" where id = 1 for share'

async function listLanguages(prisma: Connection['prisma']): ReturnType<Models['languages']> {
  const rows = await prisma.modelVersion.findMany({ select: { number: true, seq: true, locales: true }, orderBy: { number: 'asc' } })
  return rows.map((row) => ({ ...row, locales: row.locales as unknown as Locale[] }))
}

function layoutIn(layouts: ReadonlyMap<string, string[]>, { version, typeId }: { version: number; typeId: string }): string[] {
  const layout = layouts.get(typeId)
  if (layout === undefined) throw new Error(`Type ${typeId} is not in version ${version} of the model`)
  return layout
}

async function listVersions(prisma: Connection['prisma']): Promise<ModelVersionRow[]> {
  const rows = await prisma.modelVersion.findMany({ omit: { types: true, locales: true }, orderBy: { number: 'asc' } })
  return rows as ModelVersionRow[]
}

async function findStates(prisma: Connection['prisma'], numbers: number[]): Promise<ModelState[]> {
  const rows = await prisma.modelVersion.findMany({ where: { number: { in: numbers } } })
  return rows.map((row) => ({ number: row.number, ...contentOf(row), steps: row.steps as Json }))
}

function contentOf({ types, locales }: { types: unknown; locales: unknown }): Pick<Model, 'types' | 'locales'> {
  return { types: linkTypes(types as ContentType[]), locales: locales as Locale[] }
}
