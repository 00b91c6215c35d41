import type { ReadPlan, SearchPlan } from '@verso/query'
import { entryColumns, type RawEntry, toEntryRow } from '../tables/entry-row.ts'
import { compileCondition } from './compile-condition.ts'
import { compileOrder, cursorOf } from './compile-order.ts'
import { draftScope } from './draft-scope.ts'
import { createParameters, integerLiteral, type Parameters } from './parameters.ts'
import type { SearchSql } from './scope.ts'
import { createSearch, searchText } from './search-sql.ts'
import type { DraftOptions, DraftRead } from './reads.ts'
import type { Source } from './source.ts'

type Row = RawEntry & { version: number; total?: number }

/** Entries as editors see them: one statement. */
export async function readDrafts({ query }: Source, plan: ReadPlan, options: DraftOptions): Promise<DraftRead> {
  const { text, values } = draftStatement(plan, options)
  const found = await query<Row | { id: null; version: number; total?: number }>(text, values)
  const [first] = found
  if (first === undefined) throw new Error('The row of ModelHead is missing')
  const rows = found.filter((row): row is Row => row.id !== null)
  const last = rows.length > plan.limit ? rows[plan.limit - 1] : undefined
  return {
    modelVersion: first.version,
    rows: rows.slice(0, plan.limit).map(toEntryRow),
    next: last === undefined ? null : cursorOf(last, plan),
    ...(first.total === undefined ? {} : { total: first.total }),
  }
}

function draftStatement(plan: ReadPlan, options: DraftOptions): { text: string; values: unknown[] } {
  const parameters = createParameters()
  let aliases = 0
  let locales: string[] | undefined
  const rows = draftScope({
    parameters,
    locales: () => (locales ??= plan.locales.map((locale) => parameters.add(locale, 'text'))),
    newAlias: () => String(++aliases),
  })
  const scope = plan.search === null ? rows : { ...rows, search: searchDrafts(parameters, plan.search) }
  const where = [
    `e."typeId" = ${parameters.add(plan.typeId, 'uuid')}`,
    `e."trashedAt" is ${options.trashed ? 'not null' : 'null'}`,
    ...(options.ownerIds === undefined ? [] : [`e."createdById" = any(${parameters.add(options.ownerIds, 'uuid[]')})`]),
    ...(plan.where === null ? [] : [compileCondition(plan.where, scope)]),
  ].join(' and ')
  const order = compileOrder(plan, scope)
  const from = '"Entry" e join "Draft" d on d."entryId" = e.id'
  const text = `
    select c.*, r.*
    from (select (select version from "ModelHead" where id = 1) as version${plan.count ? `, (select count(*)::int from ${from} where ${where}) as total` : ''}) c
    left join lateral (
      select ${entryColumns}${order.columns}
      from ${from}
      where ${where}${order.after === null ? '' : ` and (${order.after.join(' or ')})`}
      order by ${order.by}
      limit ${integerLiteral(plan.limit + 1)}${plan.offset === null ? '' : ` offset ${parameters.add(plan.offset, 'bigint')}`}
    ) r on true`
  return { text, values: parameters.values }
}

/** By the words of a draft, or by any part of its title: people look for what they remember of it. */
function searchDrafts(parameters: Parameters, search: SearchPlan): () => SearchSql {
  const byWords = createSearch(parameters, searchText(search, new Map()), { words: 'd.words', shown: null })
  let made: SearchSql | undefined
  const make = (): SearchSql => {
    const { where, score } = byWords()
    const part = parameters.add(search.text, 'text')
    const inTitle = `exists (select from jsonb_each_text(d.title) as title where strpos(lower(title.value), lower(${part})) > 0)`
    return {
      where: `(${where} or ${inTitle})`,
      score: {
        ...score,
        sql: `coalesce(${score.sql}, 0)`,
        key: `coalesce(${score.key}, 0)`,
        out: `coalesce(${score.out}, 0)`,
      },
    }
  }
  return () => (made ??= make())
}
