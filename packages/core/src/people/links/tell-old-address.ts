import { systemContext } from '../../system-actor.ts'
import type { Post } from './post.ts'

/** Tells whoever reads the mail of an older address that it signs nobody in any more: if somebody has taken the account, they learn of it here. */
export async function tellOldAddress(
  base: Parameters<typeof systemContext>[0],
  { userId, email }: { userId: string; email: string },
  post: Post,
): Promise<void> {
  const user = await systemContext(base).store.users.find(userId)
  // It may be theirs again, or nobody's any more.
  if (user === null || user.email === email) return
  await post.send({ to: email, ...wordsOf(user.name, post.origin) })
}

function wordsOf(name: string, origin: string): { subject: string; text: string } {
  return {
    subject: 'Your address for Verso was changed',
    text: `Hello ${name},

your account at ${origin} is signed in to with another address from now on, not with this one.

If it wasn't you who changed that, tell whoever manages people there at once.
`,
  }
}
