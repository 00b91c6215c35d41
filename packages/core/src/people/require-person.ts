import type { Actor } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** The id of the person who acts. A token is nobody: it has no profile, password or sessions. */
export function requirePerson({ kind, id }: Actor): string {
  if (kind !== 'user' || id === null) throw new Refusal('not_allowed', 'Only a person who is signed in can do this')
  return id
}
