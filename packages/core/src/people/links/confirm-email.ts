import { DuplicateError } from '@verso/data'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { actorOfUser } from '../actor-of-user.ts'
import { linkIsOver, requireLink } from './mail-link.ts'

/** Makes the address that a link was sent to the one that its owner signs in with. All links that went to the older one end, and it is told. */
export async function confirmEmail(ctx: Context, token: string): Promise<void> {
  const { link, user } = await requireLink(ctx, token, 'email')
  const email = link.email ?? user.email
  try {
    await ctx.store.transaction(async (tx) => {
      if (!(await tx.mailLinks.take(link.id))) throw linkIsOver()
      await tx.users.update(user.id, { email })
      await tx.mailLinks.removeOfUser(user.id)
      await tx.jobs.add({ task: 'tellOldAddress', payload: { userId: user.id, email: user.email }, maxAttempts: 10 })
      await recordAudit({ ...ctx, actor: await actorOfUser(tx, user, null) }, tx, {
        action: 'user.change_email',
        target: { kind: 'user', id: user.id },
        before: { email: user.email },
        after: { email },
      })
    })
  } catch (error) {
    if (error instanceof DuplicateError) throw new Refusal('name_taken', 'Someone else has this e-mail address by now')
    throw error
  }
}
