import type { RoleRow, RowTests, RuleWhere, Store, Transaction } from '@verso/data'
import { localeChain, type Model } from '@verso/model'
import type { Actor } from '../context.ts'
import { defaultLocale } from '../entries/entry-title.ts'
import { whereName } from './grants.ts'
import { plannedWhere } from './plan-where.ts'

/**
 * The store as an actor works on it: where its rules have conditions, each entry tells which of them its draft meets, by the statement that it
 * comes from. For everyone else it is the store itself. Whoever works without it has nothing by such rules.
 */
export function actingStore(store: Store, actor: Actor, now: () => Date): Store {
  const wheres = wheresOf(actor)
  return wheres.length === 0 ? store : store.testing((model) => testsOf(wheres, model, now()))
}

/** The same inside of a transaction that somebody else has begun. */
export function actingTransaction(tx: Transaction, actor: Actor, now: () => Date): Transaction {
  const wheres = wheresOf(actor)
  if (wheres.length === 0) return tx
  return {
    ...tx,
    entries: tx.entries.testing((model) => testsOf(wheres, model, now())),
    nested: (run) => tx.nested((inner) => run(actingTransaction(inner, actor, now))),
  }
}

function testsOf(wheres: readonly RuleWhere[], model: Model, now: Date): RowTests {
  const ofType = model.types
    .filter(({ kind }) => kind !== 'component')
    .map((type) => {
      const tests = wheres.flatMap((where) => {
        const planned = plannedWhere(where, { model, type, purpose: 'draft', now })
        return planned === null ? [] : [{ name: whereName(where), where: planned }]
      })
      return [type.id, tests] as const
    })
  return { ofType: Object.fromEntries(ofType), locales: localeChain(model.locales, defaultLocale(model.locales)) }
}

/** The conditions of all rules that an actor has, or that bound it, each once. */
function wheresOf({ roles, limit }: Pick<Actor, 'roles' | 'limit'>): RuleWhere[] {
  const of = (held: readonly RoleRow[]) => held.flatMap((role) => role.rules.flatMap(({ where }) => where ?? []))
  return [...new Map([...of(roles), ...of(limit ?? [])].map((where) => [whereName(where), where])).values()]
}

/** Whether rules of an actor have conditions, so that a change of an entry may change what it may do with it. */
export function actsByConditions(actor: Actor): boolean {
  return wheresOf(actor).length > 0
}
