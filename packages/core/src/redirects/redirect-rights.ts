import type { EntryRow } from '@verso/data'
import { authoriseManage, mayManage, may, reachOf } from '../authorise.ts'
import type { Actor } from '../context.ts'
import { Refusal } from '../refusal.ts'

/**
 * Who manages settings decides about every redirect. Who may publish an entry decides about those that lead to it: publishing makes
 * them as well.
 */
export function authoriseRedirect(actor: Actor, target: EntryRow | null): void {
  if (target === null) authoriseManage(actor, 'settings')
  if (target === null || mayManage(actor, 'settings')) return
  if (!may(actor, 'read', target)) throw new Refusal('not_found', 'There is no such redirect')
  if (!may(actor, 'publish', target)) throw new Refusal('not_allowed', 'You may not publish the entry that this leads to')
}

/** The types to whose entries an actor may see redirects lead; null for all redirects. */
export function visibleTargets(actor: Actor, typeIds: readonly string[]): string[] | null {
  return mayManage(actor, 'settings') ? null : typeIds.filter((id) => reachOf(actor, 'read', id) === 'all')
}
