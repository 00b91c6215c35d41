import { type ContentType, type Json, linkTypes, type Locale, type Model } from '@verso/model'
import type { Connection } from '../connection.ts'
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
    const model = await load(head.version)
    return lock === '' ? model : hold(model)
  }

  return {
    versions: () =>
      prisma.modelVersion.findMany({ omit: { types: true, locales: true }, orderBy: { number: 'asc' } }) as Promise<ModelVersionRow[]>,
    lineage: () => prisma.modelVersion.findMany({ select: { number: true, restores: true }, orderBy: { number: 'asc' } }),
    languages: () => listLanguages(prisma),
    async states(numbers) {
      const rows = await prisma.modelVersion.findMany({ where: { number: { in: numbers } } })
      return rows.map((row) => ({ number: row.number, ...contentOf(row), steps: row.steps as Json }))
    },
    current: async () => (held !== null && held.takenBack === connection.takenBack() ? held.model : headModel('')),
    known: () => cache.newest(),
    async layout(version, typeId) {
      const model = written?.version === version ? written : null
      const layouts = model === null ? (cache.layouts(version) ?? cache.keepLayouts(await readModel(version))) : cache.layoutsOf(model)
      const layout = layouts.get(typeId)
      if (layout === undefined) throw new Error(`Type ${typeId} is not in version ${version} of the model`)
      return layout
    },
    lockShared: () => headModel('for share'),
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

async function listLanguages(prisma: Connection['prisma']): ReturnType<Models['languages']> {
  const rows = await prisma.modelVersion.findMany({ select: { number: true, seq: true, locales: true }, orderBy: { number: 'asc' } })
  return rows.map((row) => ({ ...row, locales: row.locales as unknown as Locale[] }))
}

function contentOf({ types, locales }: { types: unknown; locales: unknown }): Pick<Model, 'types' | 'locales'> {
  return { types: linkTypes(types as ContentType[]), locales: locales as Locale[] }
}
