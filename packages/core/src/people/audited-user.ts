import type { UserRow } from '@verso/data'
import type { Json } from '@verso/model'

/** What the audit tells of a person: everything but the password's hash and private preferences. */
export function auditedUser({ email, name, roles, status }: Pick<UserRow, 'email' | 'name' | 'roles' | 'status'>): {
  [name: string]: Json
} {
  return { email, name, roles, status }
}
