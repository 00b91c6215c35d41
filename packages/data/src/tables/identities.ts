import type { Connection } from '../connection.ts'
import { bytes } from './bytes.ts'
import { jsonIn } from './json-in.ts'

/** What is asked of a provider, and who gets which account and roles by its word. */
export interface ProviderPolicy {
  scopes: string[]
  /** The claim that names somebody's groups; null: their roles are a matter of this house alone. */
  rolesClaim: string | null
  /** Group → role. */
  roleMap: Record<string, string>
  /** For who is in none of these groups. */
  defaultRoles: string[]
  /** Whoever comes for the first time gets an account. */
  createAccounts: boolean
  /** Whoever comes with the verified address of an account takes it for theirs. */
  linkByEmail: boolean
  /** Where addresses must end for both; empty: anywhere. */
  emailDomains: string[]
  /** It asks for a second factor itself, so that nobody does so here. */
  asksForFactor: boolean
}

export interface IdentityProviderRow {
  name: string
  label: string
  issuer: string
  clientId: string
  /** Encrypted. */
  clientSecret: Buffer | null
  enabled: boolean
  policy: ProviderPolicy
  createdAt: Date
}

/** What somebody comes by: an account that a provider knows. */
export interface IdentityRow {
  id: string
  issuer: string
  subject: string
  createdAt: Date
  lastUsedAt: Date
}

export interface Identities {
  providers: () => Promise<IdentityProviderRow[]>
  findProvider: (name: string) => Promise<IdentityProviderRow | null>
  /** Whether somebody comes by a provider. */
  isKnown: (userId: string) => Promise<boolean>
  /** The oldest first. */
  ofUser: (userId: string) => Promise<IdentityRow[]>
}

export interface IdentitiesInTransaction extends Identities {
  /** A name that is taken throws `DuplicateError`. */
  createProvider: (provider: IdentityProviderRow) => Promise<void>
  updateProvider: (provider: IdentityProviderRow) => Promise<void>
  removeProvider: (name: string) => Promise<void>
  /** Who an identity is here; noted as used. One at a time for each identity, so that nobody becomes two. */
  use: (identity: { issuer: string; subject: string }, at: Date) => Promise<{ userId: string } | null>
  /** Nobody else takes one of somebody's away until this transaction ends. */
  lockOfUser: (userId: string) => Promise<void>
  remove: (id: string) => Promise<void>
  create: (identity: { id: string; userId: string; issuer: string; subject: string; at: Date }) => Promise<void>
}

/** Who is trusted to say who somebody is, and whom they have said so of. */
export function identitiesTable({ prisma, query }: Connection): IdentitiesInTransaction {
  return {
    async providers() {
      return (await prisma.identityProvider.findMany({ orderBy: [{ label: 'asc' }, { name: 'asc' }] })).map(toRow)
    },
    async findProvider(name) {
      const row = await prisma.identityProvider.findUnique({ where: { name } })
      return row === null ? null : toRow(row)
    },
    async isKnown(userId) {
      return (await prisma.identity.count({ where: { userId } })) > 0
    },
    ofUser: (userId) =>
      prisma.identity.findMany({
        where: { userId },
        select: { id: true, issuer: true, subject: true, createdAt: true, lastUsedAt: true },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      }),
    async lockOfUser(userId) {
      await query('select id::text from "Identity" where "userId" = $1::uuid order by id for update', [userId])
    },
    async remove(id) {
      await prisma.identity.deleteMany({ where: { id } })
    },
    async createProvider(provider) {
      await prisma.identityProvider.create({ data: toData(provider), select: { name: true } })
    },
    async updateProvider(provider) {
      await prisma.identityProvider.update({ where: { name: provider.name }, data: toData(provider), select: { name: true } })
    },
    async removeProvider(name) {
      await prisma.identityProvider.deleteMany({ where: { name } })
    },
    async use({ issuer, subject }, at) {
      await query('select pg_advisory_xact_lock(hashtextextended($1, 0))::text', [`identity ${issuer} ${subject}`])
      const [row] = await query<{ userId: string }>(useIdentity, [issuer, subject, at])
      return row ?? null
    },
    async create({ at, ...identity }) {
      await prisma.identity.create({ data: { ...identity, createdAt: at, lastUsedAt: at }, select: { id: true } })
    },
  }
}

const useIdentity = `update "Identity" set "lastUsedAt" = $3 where issuer = $1 and subject = $2 returning "userId"`

type Stored = Awaited<ReturnType<Connection['prisma']['identityProvider']['findUniqueOrThrow']>>

function toRow(row: Stored): IdentityProviderRow {
  return {
    ...row,
    clientSecret: row.clientSecret === null ? null : Buffer.from(row.clientSecret),
    policy: row.policy as unknown as ProviderPolicy,
  }
}

function toData({ clientSecret, policy, ...row }: IdentityProviderRow) {
  return { ...row, clientSecret: clientSecret === null ? null : bytes(clientSecret), policy: jsonIn(policy) }
}
