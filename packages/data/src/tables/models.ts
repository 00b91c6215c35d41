import { type ContentType, linkTypes, type Locale, type Model } from '@verso/model'
import type { Connection } from '../connection.ts'
import type { ModelCache } from './model-cache.ts'
import { type ModelFacts, writeModel } from './model-writes.ts'

export interface Models {
  /** The current model; one small statement when the version is already known here, two otherwise. */
  current: () => Promise<Model>
  /** The last model that this process saw, without asking; reads say when it has become an older one. */
  known: () => Model | null
  /** Names the field ids of a type in the order of a version; kept in memory, since versions never change. */
  layout: (version: number, typeId: string) => Promise<string[]>
}

export interface ModelsInTransaction extends Models {
  /** Holds the model as it is until the transaction ends; writers of content share this lock. */
  lockShared: () => Promise<Model>
  /** Holds the model alone. */
  lock: () => Promise<Model>
  /** Writes the next version, the rows of types and fields, and the head. */
  replace: (content: Pick<Model, 'types' | 'locales'>, facts: ModelFacts) => Promise<Model>
  /** How many entries (drafts or revisions) hold a value under each of these field ids. */
  countValues: (fieldIds: string[]) => Promise<Record<string, number>>
  countEntries: (typeId: string) => Promise<number>
}

/** The model, version by version. A version is immutable, so that what was read of it once is never read again. */
export function modelsTable({ prisma, query }: Connection, cache: ModelCache): ModelsInTransaction {
  // What this transaction wrote itself: not for the others' eyes, since it may yet roll back.
  let written: Model | null = null

  async function load(version: number): Promise<Model> {
    if (written?.version === version) return written
    return cache.known(version) ?? cache.keep(await readModel(version))
  }

  async function readModel(version: number): Promise<Model> {
    const row = await prisma.modelVersion.findUniqueOrThrow({ where: { number: version } })
    return { version, hash: row.hash, types: linkTypes(row.types as unknown as ContentType[]), locales: row.locales as unknown as Locale[] }
  }

  async function headModel(lock: '' | 'for share' | 'for update'): Promise<Model> {
    const [head] = await query<{ version: number }>(`select version from "ModelHead" where id = 1 ${lock}`, [])
    if (head === undefined) throw new Error('The row of ModelHead is missing')
    return load(head.version)
  }

  return {
    current: () => headModel(''),
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
      await writeModel({ prisma, query }, written, facts)
      return written
    },
    async countValues(fieldIds) {
      const rows = await query<{ id: string; count: number }>(countValues, [fieldIds])
      return Object.fromEntries(rows.map(({ id, count }) => [id, count]))
    },
    countEntries: (typeId) => prisma.entry.count({ where: { typeId } }),
  }
}

const countValues = `
  select f.id, count(distinct r."entryId")::int as count
  from unnest($1::uuid[]) as f (id)
  left join "Field" d on d.id = f.id
  left join "Entry" e on e."typeId" = d."typeId"
  left join "Revision" r on r."entryId" = e.id and r.content ? f.id::text
  group by f.id`
