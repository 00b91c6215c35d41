import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { knownId } from '../known-id.ts'
import { authoriseGiving } from '../people/authorise-giving.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import type { Erased, ErasureWish } from './erased.ts'

const unknown = 'There is no such person'

/**
 * Erases a person for good: account, sessions, tokens, and their name in the audit. What they wrote stays, by nobody that is known. One
 * owner always stays, and nobody erases themselves.
 */
export async function eraseUser(ctx: Context, userId: string, { reason }: ErasureWish = {}): Promise<Erased> {
  authoriseManage(ctx.actor, 'users')
  authoriseManage(ctx.actor, 'settings')
  const id = knownId(userId, unknown)
  return ctx.store.transaction(async (tx) => {
    await tx.users.lockOwners()
    const user = await tx.users.find(id)
    if (user === null) throw new Refusal('not_found', unknown)
    authoriseGiving(ctx.actor, await tx.roles.findMany(user.roles), await tx.models.current())
    if (id === ctx.actor.id || id === ctx.actor.makerId)
      throw new Refusal('in_use', 'Somebody else has to erase you: what is done here is done in your name')
    const at = ctx.now()
    await tx.erasures.record({ id, kind: 'user', typeId: null, publicFrom: null, seq: null, at, byId: ctx.actor.id })
    await tx.erasures.user(id)
    if ((await tx.users.countOwners()) === 0) throw new Refusal('in_use', 'This is the last owner; make another one first')
    await recordAudit(ctx, tx, {
      action: 'user.erase',
      target: { kind: 'user', id },
      ...(reason === undefined ? {} : { after: { reason } }),
    })
    return { id, kind: 'user', at, seq: null, mediaIds: [] }
  })
}
