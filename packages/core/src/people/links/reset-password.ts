import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { actorOfUser } from '../actor-of-user.ts'
import { requireGoodPassword } from '../check-password.ts'
import { inHashSlot } from '../hash-slots.ts'
import { hashPassword } from '../password-hash.ts'
import { linkIsOver, requireLink } from './mail-link.ts'

/** Sets a new password for whoever holds a link to one. All their sessions and links end; signing in asks for the second factor as ever. */
export async function resetPassword(ctx: Context, { token, password }: { token: string; password: string }): Promise<void> {
  const { link, user } = await requireLink(ctx, token, 'reset')
  requireGoodPassword(password, user)
  const passwordHash = await inHashSlot(() => hashPassword(password))
  await ctx.store.transaction(async (tx) => {
    if (!(await tx.mailLinks.take(link.id))) throw linkIsOver()
    await tx.users.update(user.id, { passwordHash })
    await tx.mailLinks.removeOfUser(user.id)
    await tx.sessions.endAll(user.id, ctx.now())
    const actor = await actorOfUser(tx, user, null)
    await recordAudit({ ...ctx, actor }, tx, { action: 'user.reset_password', target: { kind: 'user', id: user.id } })
  })
}
