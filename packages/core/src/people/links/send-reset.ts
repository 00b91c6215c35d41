import type { UserRow } from '@verso/data'
import { authoriseManage } from '../../authorise.ts'
import type { Context } from '../../context.ts'
import { knownId } from '../../known-id.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { authoriseGiving } from '../authorise-giving.ts'
import { askForLink } from './ask-for-link.ts'
import { type MadeLink, makeLink } from './mail-link.ts'

export interface SentReset {
  user: UserRow
  /** The invitation itself, where no mail is set up that could bring it. */
  invitation: MadeLink | null
}

const unknown = 'There is no such person'

/**
 * Sends somebody a link to a new password, or their invitation once more; nobody sets another one's password. Nobody does it to who has
 * more rights than they have.
 */
export async function sendReset(ctx: Context, userId: string, { hasMail }: { hasMail: boolean }): Promise<SentReset> {
  authoriseManage(ctx.actor, 'users')
  const id = knownId(userId, unknown)
  return ctx.store.transaction(async (tx) => {
    const user = await tx.users.find(id)
    if (user === null) throw new Refusal('not_found', unknown)
    authoriseGiving(ctx.actor, await tx.roles.findMany(user.roles), await tx.models.current())
    if (user.status === 'disabled') throw new Refusal('conflict', 'Enable this account first; who is disabled can not sign in')
    if (user.status === 'active' && user.passwordHash === null)
      throw new Refusal('conflict', 'This person has no password here, and signs in by a provider')
    await recordAudit(ctx, tx, { action: 'user.ask_reset', target: { kind: 'user', id } })
    if (user.status === 'invited' && !hasMail) return { user, invitation: await makeLink(ctx, tx, user) }
    await askForLink(tx, user.email)
    return { user, invitation: null }
  })
}
