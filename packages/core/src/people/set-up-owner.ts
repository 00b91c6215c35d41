import { timingSafeEqual } from 'node:crypto'
import type { Transaction } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { hashSecretText } from '../secrets.ts'
import { createFirstOwner, type NewOwner } from './create-first-owner.ts'
import { openSession, type SignedIn } from './open-session.ts'

const maxFailures = 5

export interface OwnerSetup extends NewOwner {
  /** The code of the set-up link. */
  code: string
  device: string | null
}

/** Whether the first owner is still to be made. */
export async function isSetupNeeded(ctx: Context): Promise<boolean> {
  return (await ctx.store.users.countOwners()) === 0
}

/** Makes the first owner for whoever holds the code from the console, and signs them in. The code works once; five wrong ones void it. */
export async function setUpOwner(ctx: Context, { code, device, ...owner }: OwnerSetup): Promise<SignedIn> {
  if (!(await isSetupNeeded(ctx))) throw new Refusal('already_done', 'The first owner exists already; sign in instead')
  // A wrong code is counted in a transaction of its own, since a refusal would roll the count back.
  const isRight = await ctx.store.transaction((tx) => tryCode(ctx, tx, code))
  if (!isRight) throw codeRefusal()
  const user = await createFirstOwner(ctx, owner, async (tx) => {
    const id = await findCode(ctx, tx, code)
    if (id === null) throw codeRefusal()
    await tx.codes.update(id, { usedAt: ctx.now() })
  })
  return openSession(ctx, { user, hasProvedFactor: false, device })
}

async function tryCode(ctx: Context, tx: Transaction, code: string): Promise<boolean> {
  if ((await findCode(ctx, tx, code)) !== null) return true
  const known = await tx.codes.lock('setup')
  if (known !== null) await tx.codes.update(known.id, { failures: known.failures + 1 })
  return false
}

async function findCode(ctx: Context, tx: Transaction, code: string): Promise<string | null> {
  const known = await tx.codes.lock('setup')
  if (known === null || known.usedAt !== null || known.failures >= maxFailures || known.expiresAt <= ctx.now()) return null
  return timingSafeEqual(known.hash, hashSecretText(code)) ? known.id : null
}

function codeRefusal(): Refusal {
  return new Refusal('code_used_or_expired', 'This set-up link is not valid any more; start the server again for a fresh one')
}
