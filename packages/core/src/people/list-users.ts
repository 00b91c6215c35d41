import type { UserRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { knownId } from '../known-id.ts'
import { Refusal } from '../refusal.ts'

/** Everyone with an account, by name. */
export async function listUsers(ctx: Context): Promise<UserRow[]> {
  authoriseManage(ctx.actor, 'users')
  return ctx.store.users.list()
}

export async function getUser(ctx: Context, userId: string): Promise<UserRow> {
  authoriseManage(ctx.actor, 'users')
  const user = await ctx.store.users.find(knownId(userId, 'There is no such person'))
  if (user === null) throw new Refusal('not_found', 'There is no such person')
  return user
}
