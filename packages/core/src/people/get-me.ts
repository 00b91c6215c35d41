import type { UserRow } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { requirePerson } from './require-person.ts'

/** Oneself. */
export async function getMe(ctx: Context): Promise<UserRow> {
  const user = await ctx.store.users.find(requirePerson(ctx.actor))
  if (user === null) throw new Refusal('session_ended', 'This account is gone')
  return user
}
