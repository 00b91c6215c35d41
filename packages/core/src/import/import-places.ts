import type { EntryRow, Transaction } from '@verso/data'
import { type ContentType, isUuid, type Model } from '@verso/model'
import { generateKeyBetween } from 'fractional-indexing'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { wrongPlace } from '../entries/tree-place.ts'
import type { ImportRecord } from './import-record.ts'
import { idOfKey, type ImportIds } from './resolve-keys.ts'

/** Where an entry stands in its tree. */
export interface ImportPlace {
  parentId: string | null
  orderKey: string
}

/** Gives the records of a batch their places, one after the other. */
export interface ImportPlaces {
  /**
   * Last below the parent that the record names, or last at the root. Null where the type is no tree, and for an entry that stands there
   * already or whose record names no parent. Refuses a parent that there isn't.
   */
  placeOf: (record: ImportRecord, id: string) => ImportPlace | null
  /** An entry is there from now on, and others may stand below it. */
  made: (id: string, typeId: string) => void
}

interface Batch {
  model: Model
  ids: ImportIds
  records: readonly ImportRecord[]
  entries: ReadonlyMap<string, EntryRow>
}

/** Two statements, however many records: the parents that are there, and the last place below each. The lock on trees is held by then. */
export async function importPlaces(ctx: Context, tx: Transaction, { model, ids, records, entries }: Batch): Promise<ImportPlaces> {
  const typeOf = ({ type: name }: ImportRecord) => model.types.find((type) => type.name === name)
  const wishes = records.flatMap((record) => {
    const type = typeOf(record)
    return type === undefined || type.tree !== true ? [] : [{ typeId: type.id, parentId: parentIn(record, ids) ?? null }]
  })
  const parentIds = [...new Set(wishes.flatMap(({ parentId }) => (parentId !== null && isUuid(parentId) ? [parentId] : [])))]
  const rows = parentIds.length === 0 ? [] : await tx.entries.findMany(parentIds)
  const parents = new Map(rows.filter((row) => may(ctx.actor, 'read', row)).map((row) => [row.id, row]))
  const standing = new Map([...parents.values()].map((row) => [row.id, row.typeId]))
  const known = wishes.filter(({ parentId }) => parentId === null || parents.has(parentId))
  const lastKeys = new Map(
    (known.length === 0 ? [] : await tx.tree.lastKeys(known)).map(({ typeId, parentId, orderKey }) => [
      placeKey(typeId, parentId),
      orderKey,
    ]),
  )

  function refuseParent(type: ContentType, parentId: string): void {
    const typeId = standing.get(parentId)
    if (typeId === undefined) throw wrongPlace('/parent', 'unknown_parent', 'There is no such entry')
    if (typeId !== type.id) throw wrongPlace('/parent', 'wrong_type', `Only an entry of ${type.label} can be the parent of one`)
    if ((parents.get(parentId)?.trashedAt ?? null) !== null) throw wrongPlace('/parent', 'trashed', 'The parent is in the trash')
  }

  return {
    placeOf(record, id) {
      const type = typeOf(record)
      const wished = parentIn(record, ids)
      if (type?.tree !== true) {
        if (type !== undefined && typeof wished === 'string')
          throw wrongPlace('/parent', 'not_a_tree', `Entries of ${type.label} have no parent`)
        return null
      }
      const entry = entries.get(id)
      if (entry !== undefined && (wished === undefined || wished === entry.parentId)) return null
      const parentId = wished ?? null
      if (parentId !== null) refuseParent(type, parentId)
      const orderKey = generateKeyBetween(lastKeys.get(placeKey(type.id, parentId)), null)
      lastKeys.set(placeKey(type.id, parentId), orderKey)
      return { parentId, orderKey }
    },
    made: (id, typeId) => void standing.set(id, typeId),
  }
}

/** The id of the entry that a record is to stand below. */
export function parentIn({ parent }: ImportRecord, ids: ImportIds): string | null | undefined {
  return typeof parent === 'string' ? idOfKey(parent, ids.entries) : parent
}

function placeKey(typeId: string, parentId: string | null): string {
  return `${typeId} ${parentId ?? ''}`
}

/** The records of a batch, each behind the one that it is to stand below; those of a circle as they came, for the places to refuse. */
export function parentsFirst(records: readonly ImportRecord[]): ImportRecord[] {
  const byKey = new Map(records.map((record) => [`key:${record.key}`, record]))
  const ordered = new Set<ImportRecord>()
  for (const record of records) {
    const lineage: ImportRecord[] = []
    for (let next: ImportRecord | undefined = record; next !== undefined && !ordered.has(next) && !lineage.includes(next); )
      next = byKey.get(lineage[lineage.push(next) - 1]?.parent ?? '')
    for (const one of lineage.reverse()) ordered.add(one)
  }
  return [...ordered]
}
