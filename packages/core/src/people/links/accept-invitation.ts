import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { actorOfUser } from '../actor-of-user.ts'
import { auditedUser } from '../audited-user.ts'
import { requireGoodPassword } from '../check-password.ts'
import { inHashSlot } from '../hash-slots.ts'
import { openSession, type SignedIn } from '../open-session.ts'
import { hashPassword } from '../password-hash.ts'
import { requireName } from '../require-name.ts'
import { linkIsOver, requireLink } from './mail-link.ts'

export interface Acceptance {
  token: string
  name: string
  password: string
  device: string | null
}

/** Makes an invited person's account theirs, by a name and a password of their own, and signs them in. */
export async function acceptInvitation(ctx: Context, { token, name, password, device }: Acceptance): Promise<SignedIn> {
  const { link, user: invited } = await requireLink(ctx, token, 'invitation')
  const own = { name: requireName(name), status: 'active' as const }
  requireGoodPassword(password, { ...invited, ...own })
  const user = { ...invited, ...own, passwordHash: await inHashSlot(() => hashPassword(password)) }
  await ctx.store.transaction(async (tx) => {
    if (!(await tx.mailLinks.take(link.id))) throw linkIsOver()
    await tx.users.update(user.id, { ...own, passwordHash: user.passwordHash })
    await tx.mailLinks.removeOfUser(user.id)
    const actor = await actorOfUser(tx, user, null)
    await recordAudit({ ...ctx, actor }, tx, {
      action: 'user.accept',
      target: { kind: 'user', id: user.id },
      before: auditedUser(invited),
      after: auditedUser(user),
    })
  })
  return openSession(ctx, { user, hasProvedFactor: false, device })
}
