import type { IdentityProviderRow, ProviderPolicy, Transaction, UserRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { systemContext } from '../../system-actor.ts'
import { auditedUser } from '../audited-user.ts'
import { normaliseEmail } from '../normalise-email.ts'
import { requireName } from '../require-name.ts'
import type { Claims } from './claims-of.ts'

interface Coming {
  provider: IdentityProviderRow
  claims: Claims
}

/**
 * Whose account it is that a provider vouches for: the one that came by it before, or, if that is agreed, the one with the verified
 * address, or a new one. Roles follow the provider's groups at each sign-in where it names them; who owns is decided here alone.
 */
export function accountOf(ctx: Context, coming: Coming): Promise<UserRow> {
  return ctx.store.transaction(async (tx) => {
    await tx.users.lockOwners()
    const known = await tx.identities.use(coming.claims, ctx.now())
    const user = known === null ? await newcomer(ctx, tx, coming) : await tx.users.find(known.userId)
    if (user === null || user.status === 'disabled') throw noAccount(coming)
    return withRoles(ctx, tx, { user, ...coming })
  })
}

async function newcomer(ctx: Context, tx: Transaction, { provider, claims }: Coming): Promise<UserRow> {
  const email = claims.email === null || !claims.isEmailVerified ? null : normaliseEmail(claims.email)
  if (email === null || !isOfDomain(email, provider.policy)) throw noAccount({ provider })
  const holder = await tx.users.findByEmail(email)
  const isAllowed = holder === null ? provider.policy.createAccounts : provider.policy.linkByEmail && holder.status !== 'disabled'
  if (!isAllowed) throw noAccount({ provider })
  const user =
    holder === null ? await createAccount(ctx, tx, { provider, claims, email }) : await linkAccount(ctx, tx, { provider, holder })
  const { issuer, subject } = claims
  await tx.identities.create({ id: ctx.newId(), userId: user.id, issuer, subject, at: ctx.now() })
  return user
}

async function createAccount(ctx: Context, tx: Transaction, { provider, claims, email }: Coming & { email: string }): Promise<UserRow> {
  const roles = rolesFor(provider.policy, claims.groups)
  if (roles.length === 0) throw noAccount({ provider })
  const row: Omit<UserRow, 'hasSecondFactor'> = {
    id: ctx.newId(),
    email,
    name: requireName((claims.name ?? email.split('@')[0] ?? email).slice(0, 200)),
    passwordHash: null,
    status: 'active',
    roles,
    preferences: {},
    lastSeenAt: null,
    createdAt: ctx.now(),
  }
  await tx.users.create(row)
  const user = { ...row, hasSecondFactor: false }
  const after = { ...auditedUser(user), provider: provider.name }
  await recordAudit(asSystem(ctx), tx, { action: 'user.create', target: { kind: 'user', id: user.id }, after })
  return user
}

/** Whoever was invited has come by this; whoever has a password keeps it. */
async function linkAccount(
  ctx: Context,
  tx: Transaction,
  { provider, holder }: { provider: IdentityProviderRow; holder: UserRow },
): Promise<UserRow> {
  const user: UserRow = { ...holder, status: 'active' }
  if (holder.status !== 'active') {
    await tx.users.update(user.id, { status: 'active' })
    await tx.mailLinks.removeOfUser(user.id)
  }
  const target = { kind: 'user', id: user.id }
  await recordAudit(asSystem(ctx), tx, {
    action: 'user.link',
    target,
    before: auditedUser(holder),
    after: { ...auditedUser(user), provider: provider.name },
  })
  return user
}

async function withRoles(ctx: Context, tx: Transaction, { user, provider, claims }: Coming & { user: UserRow }): Promise<UserRow> {
  if (claims.groups === null || user.roles.includes('owner')) return user
  const roles = rolesFor(provider.policy, claims.groups)
  if (roles.length === 0) throw noAccount({ provider })
  if (roles.length === user.roles.length && roles.every((role) => user.roles.includes(role))) return user
  await tx.users.update(user.id, { roles })
  const after = { ...user, roles }
  await recordAudit(asSystem(ctx), tx, {
    action: 'user.change',
    target: { kind: 'user', id: user.id },
    before: auditedUser(user),
    after: { ...auditedUser(after), provider: provider.name },
  })
  return after
}

function rolesFor({ roleMap, defaultRoles }: ProviderPolicy, groups: string[] | null): string[] {
  const mapped = (groups ?? []).flatMap((group) => (Object.hasOwn(roleMap, group) ? [roleMap[group] ?? ''] : []))
  return [...new Set(mapped.length > 0 ? mapped : defaultRoles)]
}

function isOfDomain(email: string, { emailDomains }: ProviderPolicy): boolean {
  return emailDomains.length === 0 || emailDomains.includes(email.split('@')[1] ?? '')
}

function asSystem(ctx: Context): Context {
  return { ...systemContext(ctx), address: ctx.address, requestId: ctx.requestId }
}

/** One answer, whatever is the reason. */
function noAccount({ provider }: Pick<Coming, 'provider'>): Refusal {
  return new Refusal('not_allowed', `${provider.label} knows you, but there is no account for you here; ask whoever manages people`)
}
