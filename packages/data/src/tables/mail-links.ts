import type { Connection } from '../connection.ts'
import { bytes } from './bytes.ts'

export interface MailLinkRow {
  id: string
  userId: string
  kind: 'reset' | 'invitation' | 'email'
  /** The new address, where the link is to that. */
  email?: string | null
  hash: Buffer
  createdAt: Date
  expiresAt: Date
}

export interface MailLinks {
  /** A link that is still good. */
  find: (hash: Buffer, at: Date) => Promise<MailLinkRow | null>
  /** How many somebody was given since a time. */
  countSince: (userId: string, since: Date) => Promise<number>
  create: (link: MailLinkRow) => Promise<void>
  remove: (id: string) => Promise<void>
}

export interface MailLinksInTransaction extends MailLinks {
  /** Uses a link up; of two at once one is told that it was there. */
  take: (id: string) => Promise<boolean>
  removeOfUser: (userId: string) => Promise<void>
  removeExpired: (at: Date) => Promise<void>
}

/** Links that were sent by mail. Whoever was sent one may use it once, while nothing else has changed who the account belongs to. */
export function mailLinksTable({ prisma }: Connection): MailLinksInTransaction {
  return {
    async find(hash, at) {
      const row = await prisma.mailLink.findFirst({ where: { hash: bytes(hash), expiresAt: { gt: at } } })
      return row === null ? null : { ...row, kind: row.kind as MailLinkRow['kind'], hash: Buffer.from(row.hash) }
    },
    countSince: (userId, since) => prisma.mailLink.count({ where: { userId, createdAt: { gt: since } } }),
    async create(link) {
      await prisma.mailLink.create({ data: { ...link, hash: bytes(link.hash) }, select: { id: true } })
    },
    async remove(id) {
      await prisma.mailLink.deleteMany({ where: { id } })
    },
    async take(id) {
      return (await prisma.mailLink.deleteMany({ where: { id } })).count === 1
    },
    async removeOfUser(userId) {
      await prisma.mailLink.deleteMany({ where: { userId } })
    },
    async removeExpired(at) {
      await prisma.mailLink.deleteMany({ where: { expiresAt: { lte: at } } })
    },
  }
}
