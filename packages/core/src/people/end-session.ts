import { authoriseManage, mayManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { knownId } from '../known-id.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { hashSecretText } from '../secrets.ts'
import { authoriseGiving } from './authorise-giving.ts'
import { requirePerson } from './require-person.ts'

const unknown = 'There is no such session'
const noPerson = 'There is no such person'

/** Ends one of one's own sessions, or for who manages people one of whoever has no more rights than they. Ending an ended one is no fault. */
export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  const userId = requirePerson(ctx.actor)
  const session = await ctx.store.sessions.find(knownId(sessionId, unknown))
  if (session === null || (session.userId !== userId && !mayManage(ctx.actor, 'users'))) throw new Refusal('not_found', unknown)
  if (session.userId !== userId) await authoriseEnding(ctx, session.userId)
  await end(ctx, sessionId)
}

/** Signs out: ends the session of this access token or refresh token, whichever is still good; true also when it is over. */
export async function signOut(ctx: Context, refreshToken: string | null): Promise<void> {
  if (ctx.actor.sessionId !== null) await end(ctx, ctx.actor.sessionId)
  if (refreshToken === null) return
  await ctx.store.transaction(async (tx) => {
    const found = await tx.sessions.lockByRefreshHash(hashSecretText(refreshToken))
    if (found !== null) await tx.sessions.end([found.session.id], ctx.now())
  })
}

/** Ends all of one's sessions but the one in which this is asked, or all of somebody else for who manages people. */
export async function endOtherSessions(ctx: Context, ofUserId?: string): Promise<void> {
  const ownId = requirePerson(ctx.actor)
  const userId = ofUserId ?? ownId
  if (userId !== ownId) {
    authoriseManage(ctx.actor, 'users')
    await authoriseEnding(ctx, knownId(userId, noPerson))
  }
  await ctx.store.transaction(async (tx) => {
    await tx.sessions.endAll(userId, ctx.now(), ctx.actor.sessionId ?? undefined)
    await recordAudit(ctx, tx, { action: 'session.end_others', target: { kind: 'user', id: userId } })
  })
}

/** Nobody puts out who has more rights than they have. */
async function authoriseEnding(ctx: Context, userId: string): Promise<void> {
  const user = await ctx.store.users.find(userId)
  if (user === null) throw new Refusal('not_found', noPerson)
  authoriseGiving(ctx.actor, await ctx.store.roles.findMany(user.roles), await ctx.model())
}

async function end(ctx: Context, sessionId: string): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    await tx.sessions.end([sessionId], ctx.now())
    await recordAudit(ctx, tx, { action: 'session.end', target: { kind: 'session', id: sessionId } })
  })
}
