import type { Tables, TokenRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { knownId } from '../known-id.ts'
import { Refusal } from '../refusal.ts'

const unknown = 'There is no such token'

/** All tokens, newest first; revoked ones too. */
export async function listTokens(ctx: Context): Promise<TokenRow[]> {
  authoriseManage(ctx.actor, 'tokens')
  return ctx.store.tokens.list()
}

export async function getToken(ctx: Context, tables: Pick<Tables, 'tokens'>, tokenId: string): Promise<TokenRow> {
  authoriseManage(ctx.actor, 'tokens')
  const token = await tables.tokens.find(knownId(tokenId, unknown))
  if (token === null) throw new Refusal('not_found', unknown)
  return token
}
