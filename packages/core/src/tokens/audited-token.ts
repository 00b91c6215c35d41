import type { TokenRow } from '@verso/data'
import type { Json } from '@verso/model'

/** What the audit tells of a token: never anything of its secret. */
export function auditedToken({ name, kind, prefix, types, allTypes, rules, roles, allowedAddresses, expiresAt }: TokenRow): Json {
  const scope = rules === null ? {} : { rules: rules.map((rule) => ({ ...rule })) }
  return {
    name,
    kind,
    prefix,
    types: allTypes ? ['*'] : types,
    roles,
    allowedAddresses,
    expiresAt: expiresAt?.toISOString() ?? null,
    ...scope,
  }
}
