import type { Context } from '../../context.ts'
import type { Guard } from '../guard.ts'
import { normaliseEmail } from '../normalise-email.ts'
import { askForLink } from './ask-for-link.ts'

/**
 * Asks for a link to a new password for whoever has an address. Whether anybody has is not looked at here, so that neither the answer nor
 * its time can tell; the worker finds out.
 */
export async function requestReset(ctx: Context, email: string, { links }: Guard): Promise<void> {
  await links(ctx.address).begin()
  const address = normaliseEmail(email)
  if (address === null) return
  await ctx.store.transaction((tx) => askForLink(tx, address))
}
