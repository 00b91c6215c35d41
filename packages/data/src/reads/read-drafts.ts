import type { ReadPlan, SearchPlan } from '@verso/query'
import { entryColumns, type RawEntry, toEntryRow } from '../tables/entry-row.ts'
import { compileCondition } from './compile-condition.ts'
import { compileOrder, cursorOf } from './compile-order.ts'
import { draftScope, draftsSeen } from './draft-scope.ts'
import type { RowTests } from '../row-tests.ts'
import { testsColumn } from './tests-column.ts'
import { columnValue } from './sql-value.ts'
import { createParameters, integerLiteral, type Parameters, useAll } from './parameters.ts'
import type { SearchSql } from './scope.ts'
import { createSearch, searchText } from './search-sql.ts'
import type { DraftOptions, DraftRead } from './reads.ts'
import type { Source } from './source.ts'

type Row = RawEntry & { version: number; total?: number }

/** Entries as editors see them: one statement. */
export async function readDrafts(source: Source, plan: ReadPlan, options: DraftOptions): Promise<DraftRead> {
  const { query, models, tests } = source
  const { text, values } = draftStatement(plan, { ...options, tests: tests?.(models.known() ?? (await models.current())) })
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

function draftStatement(plan: ReadPlan, options: DraftOptions & { tests: RowTests | undefined }): { text: string; values: unknown[] } {
  const parameters = createParameters()
  let aliases = 0
  let locales: string[] | undefined
  const view = {
    parameters,
    rights: options.rights,
    codes: plan.locales,
    locales: () => (locales ??= plan.locales.map((locale) => parameters.add(locale, 'text'))),
    newAlias: () => String(++aliases),
  }
  const rows = draftScope(view)
  const seen = draftsSeen(view, '', [plan.typeId])
  const searched = options.rights?.ofType[plan.typeId]?.searched ?? null
  const scope = plan.search === null ? rows : { ...rows, search: searched === null ? searchDrafts(parameters, plan.search) : noSearch }
  const where = [
    `e."typeId" = ${parameters.add(plan.typeId, 'uuid')}`,
    `e."trashedAt" is ${options.trashed ? 'not null' : 'null'}`,
    ...(seen === null ? [] : [seen]),
    ...(plan.where === null ? [] : [compileCondition(plan.where, scope)]),
  ].join(' and ')
  const order = compileOrder(plan, scope)
  const from = '"Entry" e join "Draft" d on d."entryId" = e.id'
  const text = `
    select c.*, r.*
    from (select (select version from "ModelHead" where id = 1) as version${plan.count ? `, (select count(*)::int from ${from} where ${where}) as total` : ''}) c
    left join lateral (
      select ${entryColumns}${options.tests === undefined ? '' : `, ${testsColumn(options.tests, parameters)}`}${order.columns}
      from ${from}
      where ${where}${order.after === null ? '' : ` and (${order.after.join(' or ')})`}
      order by ${order.by}
      limit ${integerLiteral(plan.limit + 1)}${plan.offset === null ? '' : ` offset ${parameters.add(plan.offset, 'bigint')}`}
    ) r on true`
  return { text: useAll(text, parameters, 'where'), values: parameters.values }
}

/** The words of a draft are those of all of its fields: who may not read all of them finds nothing by them. */
function noSearch(): SearchSql {
  return { where: 'false', score: columnValue('0::float8', 'float8') }
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
