import type { Context } from '../../context.ts'
import { hashSecretText, makeSecretText } from '../../secrets.ts'
import { systemContext } from '../../system-actor.ts'
import { linkAddress, linkMinutes } from './mail-link.ts'
import type { Post } from './post.ts'

const mostAtOnce = 3

/**
 * Sends a link to the address that somebody wants to sign in with. Where somebody else has it, nothing is sent: who asked learns nothing of
 * who has an account. The token is made in the moment of sending; when the mail can't be sent the link goes, and the next try makes another one.
 */
export async function sendEmailLink(
  base: Parameters<typeof systemContext>[0],
  { userId, email }: { userId: string; email: string },
  post: Post,
): Promise<void> {
  const ctx: Context = systemContext(base)
  const user = await ctx.store.users.find(userId)
  if (user?.status !== 'active' || (await ctx.store.users.findByEmail(email)) !== null) return
  const at = ctx.now()
  if ((await ctx.store.mailLinks.countSince(userId, new Date(at.getTime() - linkMinutes * 60_000))) >= mostAtOnce) return
  const token = makeSecretText()
  const link = { id: ctx.newId(), userId, kind: 'email' as const, email, hash: hashSecretText(token), createdAt: at }
  await ctx.store.mailLinks.create({ ...link, expiresAt: new Date(at.getTime() + linkMinutes * 60_000) })
  try {
    await post.send({ to: email, ...wordsOf(linkAddress(post.origin, { id: link.id, kind: 'email', token }), user.name) })
  } catch (error) {
    await ctx.store.mailLinks.remove(link.id)
    throw error
  }
}

function wordsOf(address: string, name: string): { subject: string; text: string } {
  return {
    subject: 'Your new address for Verso',
    text: `Hello ${name},

you want to sign in with this address. Confirm it here:

${address}

The link works once, within ${linkMinutes} minutes. If it wasn't you who asked, there is nothing to do.
`,
  }
}
