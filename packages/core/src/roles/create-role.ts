import { DuplicateError, type KeptRole } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { authoriseGiving } from '../people/authorise-giving.ts'
import { recordAudit } from '../record-audit.ts'
import { auditedRole, foldersFor, nameTaken, roleAfter, type RoleInput } from './role-input.ts'

/** Makes a role, of rights that whoever makes it has as well. Its name is unique in the form that names are compared in. */
export async function createRole(ctx: Context, input: RoleInput & { name: string }): Promise<KeptRole> {
  authoriseManage(ctx.actor, 'roles')
  const empty: KeptRole = { id: ctx.newId(), name: '', label: '', description: null, builtIn: false, rules: [], manage: [], revision: 0 }
  try {
    return await ctx.store.transaction(async (tx) => {
      const model = await tx.models.lockShared()
      const role = roleAfter(ctx, empty, {
        input: { ...input, label: input.label ?? input.name },
        model,
        folderIds: await foldersFor(ctx, tx),
      })
      authoriseGiving(ctx.actor, [role], model)
      await tx.roles.lock()
      await tx.roles.create(role)
      await recordAudit(ctx, tx, { action: 'role.create', target: { kind: 'role', id: role.id }, after: auditedRole(role, model) })
      return role
    })
  } catch (error) {
    if (error instanceof DuplicateError) throw nameTaken()
    throw error
  }
}
