import { DuplicateError, type IdentityProviderRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import type { Guard } from '../guard.ts'
import { requireName } from '../require-name.ts'
import { authoriseProviders, unknownProvider } from './provider-rights.ts'
import { sealProviderSecret } from './provider-secret.ts'
import { auditedProvider, type ProviderWish, requireIssuer, usualPolicy, wantedPolicy } from './provider-wish.ts'

export interface NewProvider extends ProviderWish {
  name: string
  label: string
  issuer: string
  clientId: string
}

/** Everybody who is trusted to say who somebody is, with what is agreed with them. */
export async function listProviders(ctx: Context): Promise<IdentityProviderRow[]> {
  await authoriseProviders(ctx)
  return ctx.store.identities.providers()
}

/** Trusts a provider. Its first use shows whether it is there: a provider that is away must not keep anybody from writing it down. */
export async function createProvider(ctx: Context, wish: NewProvider, { providerKey }: Guard): Promise<IdentityProviderRow> {
  await authoriseProviders(ctx)
  const provider: IdentityProviderRow = {
    name: wish.name,
    label: requireName(wish.label),
    issuer: requireIssuer(wish.issuer),
    clientId: wish.clientId,
    clientSecret: sealed(wish.clientSecret ?? null, wish.name, providerKey),
    enabled: wish.enabled ?? true,
    policy: await wantedPolicy(ctx.store, usualPolicy, withoutName(wish)),
    createdAt: ctx.now(),
  }
  try {
    await ctx.store.transaction(async (tx) => {
      await tx.identities.createProvider(provider)
      const target = { kind: 'identity_provider', id: provider.name }
      await recordAudit(ctx, tx, { action: 'identity_provider.create', target, after: { ...auditedProvider(provider) } })
    })
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error
    const message = 'There is a provider of this name already'
    throw new Refusal('name_taken', message, { issues: [{ path: '/name', code: 'duplicate_name', message }] })
  }
  return provider
}

/** Changes what is agreed with a provider, for all sign-ins from then on. A secret that isn't named stays. */
export async function changeProvider(
  ctx: Context,
  name: string,
  { wish, guard }: { wish: ProviderWish; guard: Guard },
): Promise<IdentityProviderRow> {
  await authoriseProviders(ctx)
  return ctx.store.transaction(async (tx) => {
    const before = await tx.identities.findProvider(name)
    if (before === null) throw unknownProvider()
    const after: IdentityProviderRow = {
      ...before,
      label: wish.label === undefined ? before.label : requireName(wish.label),
      issuer: wish.issuer === undefined ? before.issuer : requireIssuer(wish.issuer),
      clientId: wish.clientId ?? before.clientId,
      clientSecret: wish.clientSecret === undefined ? before.clientSecret : sealed(wish.clientSecret, name, guard.providerKey),
      enabled: wish.enabled ?? before.enabled,
      policy: await wantedPolicy(tx, before.policy, wish),
    }
    await tx.identities.updateProvider(after)
    await recordAudit(ctx, tx, {
      action: 'identity_provider.change',
      target: { kind: 'identity_provider', id: name },
      before: { ...auditedProvider(before) },
      after: { ...auditedProvider(after), ...(wish.clientSecret === undefined ? {} : { secret: 'changed' }) },
    })
    return after
  })
}

/** Trusts a provider no more. Accounts stay; who has no password then comes in by an invitation or another provider. */
export async function removeProvider(ctx: Context, name: string): Promise<void> {
  await authoriseProviders(ctx)
  await ctx.store.transaction(async (tx) => {
    const before = await tx.identities.findProvider(name)
    if (before === null) throw unknownProvider()
    await tx.identities.removeProvider(name)
    const target = { kind: 'identity_provider', id: name }
    await recordAudit(ctx, tx, { action: 'identity_provider.delete', target, before: { ...auditedProvider(before) } })
  })
}

function withoutName({ name: _, ...wish }: NewProvider): ProviderWish {
  return wish
}

function sealed(secret: string | null, name: string, key: Buffer): Buffer | null {
  return secret === null ? null : sealProviderSecret(key, secret, name)
}
