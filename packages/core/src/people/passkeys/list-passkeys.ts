import type { PasskeyRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { knownId } from '../../known-id.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { requirePerson } from '../require-person.ts'

const unknown = 'You have no such passkey'

/** One's own passkeys, the oldest first. */
export async function listPasskeys(ctx: Context): Promise<PasskeyRow[]> {
  return ctx.store.passkeys.list(requirePerson(ctx.actor))
}

/** Removes one of one's own passkeys; sessions that it opened go on. */
export async function removePasskey(ctx: Context, passkeyId: string): Promise<void> {
  const userId = requirePerson(ctx.actor)
  const id = knownId(passkeyId, unknown)
  await ctx.store.transaction(async (tx) => {
    if (!(await tx.passkeys.remove(id, userId))) throw new Refusal('not_found', unknown)
    await recordAudit(ctx, tx, { action: 'passkey.remove', target: { kind: 'user', id: userId } })
  })
}
