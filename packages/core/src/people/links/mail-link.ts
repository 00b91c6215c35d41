import type { MailLinkRow, Tables, UserRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { hashSecretText, makeSecretText } from '../../secrets.ts'

export const linkMinutes = 30

export interface MadeLink {
  id: string
  /** What the link carries, given once; only its hash is kept. */
  token: string
  kind: MailLinkRow['kind']
}

/** A link of half an hour for a person: to a new password, or for who was invited into the house. */
export async function makeLink(ctx: Pick<Context, 'newId' | 'now'>, tables: Pick<Tables, 'mailLinks'>, user: UserRow): Promise<MadeLink> {
  const token = makeSecretText()
  const at = ctx.now()
  const kind = user.status === 'invited' ? 'invitation' : 'reset'
  const link = { id: ctx.newId(), userId: user.id, kind, hash: hashSecretText(token), createdAt: at } as const
  await tables.mailLinks.create({ ...link, expiresAt: new Date(at.getTime() + linkMinutes * 60_000) })
  return { id: link.id, token, kind }
}

/** Where a link leads. The token stands in the fragment, which no server, proxy or `Referer` sees. */
export function linkAddress(origin: string, { kind, token }: MadeLink): string {
  return `${origin}/admin/${pages[kind]}#token=${token}`
}

const pages = { invitation: 'invitation', reset: 'new-password', email: 'new-email' } as const satisfies Record<MadeLink['kind'], string>

/** Whose link it is that carries a token; refused when it is over, was used, or the account is another one by now. */
export async function requireLink(ctx: Context, token: string, kind: MailLinkRow['kind']): Promise<{ link: MailLinkRow; user: UserRow }> {
  const link = await ctx.store.mailLinks.find(hashSecretText(token), ctx.now())
  const user = link === null ? null : await ctx.store.users.find(link.userId)
  const standing = kind === 'invitation' ? 'invited' : 'active'
  if (link === null || link.kind !== kind || user?.status !== standing) throw linkIsOver()
  return { link, user }
}

export function linkIsOver(): Refusal {
  return new Refusal('code_used_or_expired', 'This link was used, or its half hour is over; ask for a new one')
}
