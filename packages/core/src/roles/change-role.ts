import { DuplicateError, type KeptRole, type Tables } from '@verso/data'
import { canonicalJson, isUuid, type Json } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { authoriseGiving } from '../people/authorise-giving.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { auditedRole, foldersFor, nameTaken, roleAfter, type RoleInput } from './role-input.ts'

/** Changes a role, which nobody does to more rights than they have, neither before nor after. Of built-in ones only what the public may read changes. */
export async function changeRole(
  ctx: Context,
  idOrName: string,
  { changes, ifRevision }: { changes: RoleInput; ifRevision: number | null },
): Promise<KeptRole> {
  authoriseManage(ctx.actor, 'roles')
  try {
    return await ctx.store.transaction(async (tx) => {
      const model = await tx.models.lockShared()
      await tx.roles.lock()
      const before = await getKeptRole(tx, idOrName)
      refuseBuiltIn(before, changes)
      if (ifRevision !== null && ifRevision !== before.revision)
        throw new Refusal('stale', 'Someone changed this role after you opened it', { facts: { revision: before.revision } })
      const after = roleAfter(ctx, before, { input: changes, model, folderIds: await foldersFor(ctx, tx) })
      authoriseGiving(ctx.actor, [before, after], model)
      if (isSame(before, after)) return before
      await tx.roles.update(before, after)
      await recordAudit(ctx, tx, {
        action: 'role.change',
        target: { kind: 'role', id: after.id },
        before: auditedRole(before, model),
        after: auditedRole(after, model),
      })
      return after
    })
  } catch (error) {
    if (error instanceof DuplicateError) throw nameTaken()
    throw error
  }
}

/** A role by its id, or by its name. */
export async function getKeptRole(tables: { roles: Pick<Tables['roles'], 'find'> }, idOrName: string): Promise<KeptRole> {
  const role = await tables.roles.find(isUuid(idOrName) ? { id: idOrName } : { name: idOrName })
  if (role === null) throw new Refusal('not_found', 'There is no such role')
  return role
}

function refuseBuiltIn({ name, builtIn }: KeptRole, changes: RoleInput): void {
  const isOpen = name === 'public' && Object.entries(changes).every(([member, value]) => member === 'rules' || value === undefined)
  if (builtIn && !isOpen) throw new Refusal('not_allowed', 'Built-in roles do not change; of "public" only what it may read')
}

function isSame(before: KeptRole, after: KeptRole): boolean {
  const content = ({ id: _, revision: __, ...rest }: KeptRole) => canonicalJson(rest as unknown as Json)
  return content(before) === content(after)
}
