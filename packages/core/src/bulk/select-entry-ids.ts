import type { Context } from '../context.ts'
import { listEntryIds } from '../entries/list-entries.ts'
import { Refusal } from '../refusal.ts'

/** Which entries a bulk change is about: those that are named, or all that pass a filter. */
export interface Selection {
  ids?: readonly string[] | undefined
  type?: string | undefined
  /** A condition in the JSON form of the query language. */
  filter?: unknown
}

const pageSize = 250

/** The ids of a selection, as it is now. An empty one is refused: it would be a slip, and in a filter it would mean everything. */
export async function selectEntryIds(ctx: Context, { ids, type, filter }: Selection): Promise<string[]> {
  if (ids !== undefined && (filter !== undefined || type !== undefined)) throw malformed('/filter', 'Name ids, or a type and a filter')
  if (ids !== undefined) {
    if (ids.length === 0) throw empty('/ids')
    return [...new Set(ids)]
  }
  if (filter === undefined) throw malformed('/ids', 'Name ids, or a type and a filter')
  if (type === undefined) throw malformed('/type', 'A filter needs a type')
  if (isEmpty(filter)) throw empty('/filter')
  return filteredIds(ctx, `type=${encodeURIComponent(type)}&filter=${encodeURIComponent(JSON.stringify(filter))}&limit=${pageSize}`)
}

async function filteredIds(ctx: Context, query: string): Promise<string[]> {
  const found: string[] = []
  let after: string | null = null
  do {
    const page: { ids: string[]; next: string | null } = await listEntryIds(
      ctx,
      after === null ? query : `${query}&after=${encodeURIComponent(after)}`,
    )
    found.push(...page.ids)
    after = page.next
  } while (after !== null)
  return found
}

function isEmpty(filter: unknown): boolean {
  return typeof filter !== 'object' || filter === null || Object.keys(filter).length === 0
}

function malformed(path: string, message: string): Refusal {
  return new Refusal('invalid_request', message, { issues: [{ path, code: 'invalid', message }] })
}

function empty(path: string): Refusal {
  const message = 'An empty selection is refused'
  return new Refusal('empty_operand', message, { issues: [{ path, code: 'empty_operand', message }] })
}
