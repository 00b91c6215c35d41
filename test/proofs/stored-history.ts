import type { Store } from '@verso/data'
import type pg from 'pg'
import { fieldNames, sameValues, type Values } from './entry-history.ts'

/** What readers had of an entry for a while. */
export interface Publication {
  revision: number
  values: Values
  validFrom: number
  validTo: number | null
}

export interface PublicRead {
  revision: number
  values: Values
}

/** The contents of an entry's revisions, as the store gives them. */
export async function revisionsOf(store: Store, { entryId, count }: { entryId: string; count: number }): Promise<Values[]> {
  const { types } = await store.models.current()
  const fields = types.flatMap((type) => type.fields).filter((field) => (fieldNames as readonly string[]).includes(field.name))
  const revisions: Values[] = []
  for (let number = 1; number <= count; number += 1) {
    const revision = await store.revisions.find(entryId, number)
    if (revision === null) throw new Error(`Entry ${entryId} has no revision ${number}`)
    revisions.push(Object.fromEntries(fields.map((field) => [field.name, String(revision.content[field.id])])) as Values)
  }
  return revisions
}

/** Everything that was public of an entry, in order. */
export async function publicationsOf(sql: pg.Client, entryId: string): Promise<Publication[]> {
  const { rows } = await sql.query(
    `select p.revision, p."validFrom"::int, p."validTo"::int, json_object_agg(f.name, p.values ->> f.id::text) as values
     from "Publication" p join "Field" f on f."typeId" = p."typeId" and f.name = any($2)
     where p."entryId" = $1 group by p.id order by p."validFrom"`,
    [entryId, fieldNames],
  )
  return rows
}

export interface StoredHistory {
  revisions: Values[]
  publications: Publication[]
  /** What readers got meanwhile, and at the end. */
  reads: PublicRead[]
  lastRead: PublicRead | null
  publicRevision: number | null
}

/** Each publication is one whole revision, one follows the other, readers saw nothing else, and see the last one now. */
export function historyFaults({ revisions, publications, reads, lastRead, publicRevision }: StoredHistory): string[] {
  const isWhole = ({ revision, values }: PublicRead) => {
    const whole = revisions[revision - 1]
    return whole !== undefined && sameValues(whole, values)
  }
  const heads = publications.filter(({ validTo }) => validTo === null)
  return [
    ...publications.filter((one) => !isWhole(one)).map(({ revision }) => `a publication is not what revision ${revision} says`),
    ...reads.filter((one) => !isWhole(one)).map((one) => `a reader got ${JSON.stringify(one)}, which is no revision`),
    ...publications.flatMap((one, index) => {
      const next = publications[index + 1]
      return next === undefined || (one.validTo !== null && one.validTo <= next.validFrom) ? [] : ['two publications were valid at once']
    }),
    ...(heads.length <= 1 && (heads[0]?.revision ?? null) === publicRevision
      ? []
      : ['the head is not the publication that the entry tells of']),
    ...((lastRead?.revision ?? null) === publicRevision ? [] : [`readers get revision ${lastRead?.revision}, not ${publicRevision}`]),
  ]
}
