import type { UserRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { systemContext } from '../../system-actor.ts'
import type { Post } from './post.ts'
import { linkAddress, linkMinutes, type MadeLink, makeLink } from './mail-link.ts'

const mostAtOnce = 3

type Base = Parameters<typeof systemContext>[0]

/**
 * Sends whoever has an address a link to a new password, or again an invitation that they haven't accepted. Nobody has it, or they can't sign
 * in: nothing happens. At most three in half an hour, so that nobody's mailbox is filled by strangers.
 */
export async function sendLink(base: Base, email: string, post: Post): Promise<void> {
  const ctx = systemContext(base)
  const user = await ctx.store.users.findByEmail(email)
  // Whoever signs in by a provider alone gets no password beside it, which would outlive what they are there.
  if (user === null || user.status === 'disabled' || (user.status === 'active' && user.passwordHash === null)) return
  const link = await ctx.store.transaction(async (tx) => {
    const since = new Date(ctx.now().getTime() - linkMinutes * 60_000)
    if ((await tx.mailLinks.countSince(user.id, since)) >= mostAtOnce) return null
    const made = await makeLink(ctx, tx, user)
    await recordAudit(ctx, tx, { action: `user.send_${made.kind}`, target: { kind: 'user', id: user.id } })
    return made
  })
  if (link !== null) await deliver(ctx, { user, link, post })
}

/** The token is in no table but as a hash: when the mail can't be sent the link goes, and the next try makes another one. */
async function deliver(ctx: Context, { user, link, post }: { user: UserRow; link: MadeLink; post: Post }): Promise<void> {
  try {
    await post.send({ to: user.email, ...wordsOf(link.kind, linkAddress(post.origin, link), user.name) })
  } catch (error) {
    await ctx.store.mailLinks.remove(link.id)
    throw error
  }
}

function wordsOf(kind: MadeLink['kind'], address: string, name: string): { subject: string; text: string } {
  if (kind === 'invitation') {
    return {
      subject: 'You are invited to Verso',
      text: `Hello ${name},

you have an account now. Choose a password here:

${address}

The link works once, within ${linkMinutes} minutes. When it is over, ask for another one on that page.
`,
    }
  }
  return {
    subject: 'A new password for Verso',
    text: `Hello ${name},

somebody asked for a new password for your account. Choose it here:

${address}

The link works once, within ${linkMinutes} minutes. If it wasn't you who asked, there is nothing to do: your password stays as it is.
`,
  }
}
