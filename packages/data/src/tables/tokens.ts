import type { Connection } from '../connection.ts'
import { bytes } from './bytes.ts'
import { jsonOrNothing } from './json-in.ts'
import type { RuleRow } from './roles.ts'
import type { TokenUses } from './token-uses.ts'

export interface TokenRow {
  id: string
  name: string
  kind: 'content' | 'preview' | 'admin'
  prefix: string
  secretHash: Buffer
  previousHash: Buffer | null
  previousUntil: Date | null
  /** Ids of the types that may be read; `allTypes` for every one. */
  types: string[]
  allTypes: boolean
  /** Codes of the languages that it is good for; none for all. */
  locales: string[]
  roles: string[]
  rules: RuleRow[] | null
  allowedAddresses: string[]
  expiresAt: Date | null
  revokedAt: Date | null
  lastUsedAt: Date | null
  createdAt: Date
  createdById: string
}

type TokenChanges = Partial<Omit<TokenRow, 'id' | 'createdAt' | 'createdById' | 'kind' | 'lastUsedAt'>>

export interface Tokens {
  find: (id: string) => Promise<TokenRow | null>
  findMany: (ids: string[]) => Promise<TokenRow[]>
  list: () => Promise<TokenRow[]>
  create: (token: TokenRow) => Promise<void>
  update: (id: string, changes: TokenChanges) => Promise<void>
  /** That it was used, outside of any transaction. */
  noteUse: (id: string, at: Date) => Promise<void>
}

export interface TokensInTransaction extends Tokens {
  /** Nobody else changes it until the transaction ends. */
  lock: (id: string) => Promise<void>
}

/** Tokens for programs. Only hashes of their secrets are here. */
export function tokensTable({ prisma, query }: Connection, uses: TokenUses): TokensInTransaction {
  return {
    async lock(id) {
      await query('select id::text from "ApiToken" where id = $1::uuid for update', [id])
    },
    find: async (id) => (await query<TokenRow>(findTokens, [[id]]))[0] ?? null,
    findMany: (ids) => query<TokenRow>(findTokens, [ids]),
    async list() {
      return (await prisma.apiToken.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })).map(toRow)
    },
    async create(token) {
      const data = {
        ...token,
        secretHash: bytes(token.secretHash),
        previousHash: token.previousHash === null ? null : bytes(token.previousHash),
        rules: jsonOrNothing(token.rules),
      }
      await prisma.apiToken.create({ data, select: { id: true } })
    },
    async update(id, changes) {
      await prisma.apiToken.update({ where: { id }, data: toData(changes), select: { id: true } })
    },
    noteUse: uses.note,
  }
}

// Prepared, since every request of a token asks it.
const findTokens = `
  select id, name, kind, prefix, "secretHash", "previousHash", "previousUntil", types, "allTypes", locales, roles, rules, "allowedAddresses",
    "expiresAt", "revokedAt", "lastUsedAt", "createdAt", "createdById"
  from "ApiToken" where id = any($1::uuid[])`

type StoredToken = Awaited<ReturnType<Connection['prisma']['apiToken']['findUniqueOrThrow']>>

function toRow(token: StoredToken): TokenRow {
  return {
    ...token,
    kind: token.kind as TokenRow['kind'],
    secretHash: Buffer.from(token.secretHash),
    previousHash: token.previousHash === null ? null : Buffer.from(token.previousHash),
    rules: token.rules as RuleRow[] | null,
  }
}

function toData({ secretHash, previousHash, rules, ...changes }: TokenChanges) {
  return {
    ...changes,
    ...(secretHash === undefined ? {} : { secretHash: bytes(secretHash) }),
    ...(previousHash === undefined ? {} : { previousHash: previousHash === null ? null : bytes(previousHash) }),
    ...(rules === undefined ? {} : { rules: jsonOrNothing(rules) }),
  }
}
