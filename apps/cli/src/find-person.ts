import { type Context, listUsers, normaliseEmail } from '@verso/core'
import { StartError } from './start-error.ts'

/** Whoever signs in with an address. */
export async function findPerson(ctx: Context, email: string) {
  const user = (await listUsers(ctx)).find((one) => one.email === normaliseEmail(email))
  if (user === undefined) throw new StartError(`Nobody signs in with ${email}.`)
  return user
}
