import type { IdentityRow, UserRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { useCode } from '../factor/use-code.ts'
import { wrongCode } from '../factor/wrong-code.ts'
import { getMe } from '../get-me.ts'
import type { Guard } from '../guard.ts'
import { requirePassword } from '../require-password.ts'
import { endOfBegun, openBegun, sealBegun } from './begun-sign-in.ts'
import type { BegunWay } from './sign-in-by-provider.ts'
import { type ProviderWays, redeem, wayIn, wayToProvider } from './way-to-provider.ts'

/** What one comes by, and the provider that is trusted for it; null where none is any more. */
export interface LinkedProvider {
  identity: IdentityRow
  provider: { name: string; label: string } | null
}

/** The providers that one comes by oneself. */
export async function listLinkedProviders(ctx: Context): Promise<LinkedProvider[]> {
  const me = await getMe(ctx)
  const [identities, providers] = await Promise.all([ctx.store.identities.ofUser(me.id), ctx.store.identities.providers()])
  return identities.map((identity) => {
    const provider = providers.find(({ issuer }) => issuer === identity.issuer)
    return { identity, provider: provider === undefined ? null : { name: provider.name, label: provider.label } }
  })
}

export interface LinkProofs {
  password?: string | undefined
  code?: string | undefined
}

/** Begins to link a provider to one's own account: it will open it from then on, so that password and second factor are asked for where there are any. */
export async function beginLink(
  ctx: Context,
  name: string,
  { proofs, ways }: { proofs: LinkProofs; ways: ProviderWays },
): Promise<BegunWay> {
  const me = await getMe(ctx)
  const provider = await wayIn(ctx, name)
  await prove(ctx, { me, proofs }, ways.guard)
  const { url, secrets } = await wayToProvider(ctx, provider, ways)
  const endsAt = endOfBegun(ctx.now())
  const begun = { step: 'linking', provider: name, userId: me.id, ...secrets, endsAt: endsAt.getTime() } as const
  return { url, kept: sealBegun(ways.guard.providerKey, begun), endsAt }
}

async function prove(ctx: Context, { me, proofs }: { me: UserRow; proofs: LinkProofs }, guard: Guard): Promise<void> {
  if (me.passwordHash !== null) await requirePassword(ctx, { me, password: proofs.password ?? '', path: '/password' }, guard)
  if (me.hasSecondFactor && !(await useCode(ctx, { user: me, code: proofs.code ?? '' }, guard))) throw wrongCode()
}

/** Finishes it with what the provider added to the address. Whom the provider knows opens one account alone. */
export async function finishLink(
  ctx: Context,
  name: string,
  { kept, query, ways }: { kept: string | null; query: string; ways: ProviderWays },
): Promise<LinkedProvider> {
  const me = await getMe(ctx)
  const provider = await wayIn(ctx, name)
  const attempt = ways.guard.providers(ctx.address)
  await attempt.begin()
  const begun = openBegun(ways.guard.providerKey, kept, { provider: name, now: ctx.now() })
  // What somebody else has begun is none of theirs.
  if (begun === null || begun.step !== 'linking' || begun.userId !== me.id)
    throw new Refusal('code_used_or_expired', 'This has taken too long, or was begun in another browser; begin again')
  const { issuer, subject } = await redeem({ provider, secrets: begun, query, ways })
  await attempt.succeed()
  const at = ctx.now()
  const identity: IdentityRow = { id: ctx.newId(), issuer, subject, createdAt: at, lastUsedAt: at }
  const linked = await ctx.store.transaction(async (tx) => {
    const known = await tx.identities.use({ issuer, subject }, at)
    if (known !== null && known.userId !== me.id)
      throw new Refusal('name_taken', `Another account here is opened by this account at ${provider.label}`)
    if (known !== null)
      return (await tx.identities.ofUser(me.id)).find((one) => one.issuer === issuer && one.subject === subject) ?? identity
    await tx.identities.create({ id: identity.id, userId: me.id, issuer, subject, at })
    await recordAudit(ctx, tx, { action: 'user.link', target: { kind: 'user', id: me.id }, after: { provider: name } })
    return identity
  })
  return { identity: linked, provider: { name, label: provider.label } }
}

/** Links a provider no more, unless one could not come in any other way. All other sessions end: one of them may have come by it. */
export async function removeLink(ctx: Context, identityId: string): Promise<void> {
  const me = await getMe(ctx)
  await ctx.store.transaction(async (tx) => {
    await tx.identities.lockOfUser(me.id)
    const all = await tx.identities.ofUser(me.id)
    const identity = all.find(({ id }) => id === identityId)
    if (identity === undefined) throw new Refusal('not_found', 'You are linked to no such provider')
    const otherWays = me.passwordHash !== null || all.length > 1 || (await tx.passkeys.list(me.id)).length > 0
    if (!otherWays) throw new Refusal('conflict', 'This is the only way in that you have; add a passkey first')
    await tx.identities.remove(identity.id)
    await tx.sessions.endAll(me.id, ctx.now(), ctx.actor.sessionId ?? undefined)
    const before = { issuer: identity.issuer }
    await recordAudit(ctx, tx, { action: 'user.unlink', target: { kind: 'user', id: me.id }, before })
  })
}
