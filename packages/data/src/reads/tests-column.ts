import { compileCondition } from './compile-condition.ts'
import { draftScope } from './draft-scope.ts'
import type { RowTests } from '../row-tests.ts'
import { idLiteral, type Parameters } from './parameters.ts'

/** The names of the tests that entry `e` with draft `d` meets, as a column. Told by the statement that the entry comes from. */
export function testsColumn({ ofType, locales }: RowTests, parameters: Parameters): string {
  let aliases = 0
  let chain: string[] | undefined
  const scope = draftScope({
    parameters,
    codes: locales,
    locales: () => (chain ??= locales.map((locale) => parameters.add(locale, 'text'))),
    newAlias: () => `t${++aliases}`,
  })
  const cases = Object.entries(ofType)
    .filter(([, tests]) => tests.length > 0)
    .map(([typeId, tests]) => {
      const names = tests.map(({ name, where }) => `case when ${compileCondition(where, scope)} then ${parameters.add(name, 'text')} end`)
      return `when ${idLiteral(typeId)}::uuid then array_remove(array[${names.join(', ')}], null)`
    })
  return cases.length === 0 ? `'{}'::text[] as meets` : `coalesce(case e."typeId" ${cases.join(' ')} end, '{}') as meets`
}
