import type { TokenRow } from '@verso/data'
import type { Json } from '@verso/model'

/** What the audit tells of a token: never anything of its secret. */
export function auditedToken({ name, kind, prefix, types, allTypes, locales, rules, roles, allowedAddresses, expiresAt }: TokenRow): Json {
  const scope = rules === null ? {} : { rules: rules.map((rule) => ({ ...rule })) as unknown as Json }
  return {
    name,
    kind,
    prefix,
    types: allTypes ? ['*'] : types,
    ...(locales.length === 0 ? {} : { locales }),
    roles,
    allowedAddresses,
    expiresAt: expiresAt?.toISOString() ?? null,
    ...scope,
  }
}
