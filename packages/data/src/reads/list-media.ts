import { type Previewed, publicationsFrom, referencesFrom, wouldBePublic, wouldRefer } from './previewed.ts'
import { createView, type View } from './published-scope.ts'
import type { RowRights } from './row-rights.ts'
import { languagesOfHouse, seenReferences } from './seen-references.ts'
import type { Source } from './source.ts'

export interface MediaListOptions {
  /** A state of the log; null for the present. */
  at: bigint | null
  /** In place of what is public: what would be. */
  previewed?: Previewed | undefined
  /** What the reader may read: types, and fields of theirs and of their components. */
  typeIds: string[]
  fieldIds: string[]
  /** What of these types; undefined where that is everything. */
  rights: RowRights | undefined
  /** Only this file. */
  id?: string
  /** Only ids above this one. */
  after: string | null
  offset: number
  limit: number
  count: boolean
}

export interface MediaList {
  seq: bigint
  ids: string[]
  total?: number
}

/**
 * The files that a reader is told of, by id: those that some publication which they may see refers to by a field that is theirs to read, and
 * those in folders that are public; no private ones. One statement.
 */
export async function listMedia({ query }: Source, options: MediaListOptions): Promise<MediaList> {
  const { rights, typeIds, at, previewed } = options
  const view = createView({ languages: languagesOfHouse(rights), readableTypeIds: rights?.typeIds ?? typeIds, rights, at, previewed })
  const found = await query<{ seq: bigint; total?: number; id: string | null }>(listText(view, options), view.parameters.values)
  const [first] = found
  if (first === undefined) throw new Error('The row of PublicationCounter is missing')
  return { seq: first.seq, ids: found.flatMap((row) => row.id ?? []), ...(first.total === undefined ? {} : { total: first.total }) }
}

/** Below every id. */
const lowest = '00000000-0000-0000-0000-000000000000'

const valid = (alias: string) => `${alias}."validFrom" <= c.seq and (${alias}."validTo" is null or ${alias}."validTo" > c.seq)`

/** Whose words are looked at: what is public at the state that is read, or what would be. */
function shownTo(view: View, { typeIds, fieldIds }: MediaListOptions): string {
  const { previewed, parameters } = view
  const holds = (alias: string, would: typeof wouldBePublic) => (previewed === null ? valid(alias) : would(previewed, alias))
  const fields = parameters.add(fieldIds, 'uuid[]')
  const seen = seenReferences(view, typeIds).map((test) => ` and ${test}`)
  return `select from ${referencesFrom(previewed, 'r')}
      join ${publicationsFrom(previewed, 'p')} on p."entryId" = r."fromEntryId" and p.locale = r.locale and ${holds('p', wouldBePublic)} and not p.withdrawn
      where r."toMediaId" = v."mediaId" and r.origin = 'published' and ${holds('r', wouldRefer)} and p."typeId" = any(${parameters.add(typeIds, 'uuid[]')})
        and r."fieldId" = any(${fields}) and (r."inner" is null or right(r."inner", 36)::uuid = any(${fields}))${seen.join('')}`
}

// Whether a file is private, and a folder public, is asked of the present too: nobody is to get from the past what was closed since.
function listText(view: View, options: MediaListOptions): string {
  const { id = null, after, limit, offset, count, at } = options
  const { parameters, seq } = view
  const told = `
  from "MediaVersion" v join "Media" m on m.id = v."mediaId"
  where ${valid('v')} and not m."isPrivate"${id === null ? '' : ` and v."mediaId" = ${parameters.add(id, 'uuid')}`} and (
    exists (${shownTo(view, options)}) or exists (
      select from "FolderOpening" o join "Folder" f on f.id = o."folderId" and f."isPublic" where o."folderId" = v."folderId" and ${valid('o')}
    )
  )`
  const total = count ? `, (select count(*)::int ${told}) as total` : ''
  const state = seq ?? (at === null ? 'seq' : parameters.add(at.toString(), 'bigint'))
  const page = [parameters.add(after ?? lowest, 'uuid'), parameters.add(limit, 'int'), parameters.add(offset, 'int')] as const
  return `
  select c.*, found.id
  from (
    select c.seq${total} from (select ${state} as seq from "PublicationCounter" where id = 1) c
  ) c
  left join lateral (
    select v."mediaId" as id ${told} and v."mediaId" > ${page[0]} order by 1 limit ${page[1]} offset ${page[2]}
  ) found on true
  order by found.id`
}
