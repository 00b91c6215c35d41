import type { Context } from '../context.ts'
import { hashSecretText, makeSecretText } from '../secrets.ts'

const lifetimeMs = 60 * 60 * 1000

/** Makes the one-time code for the first owner and voids older ones; null where an owner exists. Only its hash is kept. */
export async function issueSetupLink(ctx: Context): Promise<string | null> {
  if ((await ctx.store.users.countOwners()) > 0) return null
  const code = makeSecretText()
  await ctx.store.codes.replace({
    id: ctx.newId(),
    purpose: 'setup',
    hash: hashSecretText(code),
    failures: 0,
    expiresAt: new Date(ctx.now().getTime() + lifetimeMs),
    usedAt: null,
  })
  return code
}
