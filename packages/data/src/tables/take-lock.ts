import type { Connection } from '../connection.ts'

/** Numbers of the advisory locks: one for each thing that no row stands for yet. Migrations use a number of their own. */
const locks = { owners: 7_301, singles: 7_302, trees: 7_303, roles: 7_311, imports: 7_304, history: 7_309 } as const

/** Holds a lock until the transaction ends; the next one waits here, and sees in its next statement what this one did. */
export async function takeLock({ query }: Connection, name: keyof typeof locks): Promise<void> {
  // Prisma can't read a column of type void.
  await query('select pg_advisory_xact_lock($1::bigint)::text', [locks[name]])
}
