import type { Connection } from '../connection.ts'

/** Notes that tokens were used: in one statement at a time, with all that came meanwhile in the next. */
export interface TokenUses {
  /** Settles when it was noted. That it can't be, by a full database or a replica, is no reason to refuse who reads. */
  note: (id: string, at: Date) => Promise<void>
}

export function createTokenUses(query: Connection['query']): TokenUses {
  let waiting = new Map<string, Date>()
  let next: Promise<void> | null = null
  let running: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    const uses = waiting
    waiting = new Map()
    next = null
    await query(noteUses, [[...uses.keys()], [...uses.values()]]).catch(() => {})
  }

  return {
    note(id, at) {
      waiting.set(id, at)
      if (next === null) {
        next = running.then(write)
        running = next
      }
      return next
    },
  }
}

// A token that somebody changes, or notes, at this moment is let alone: nobody waits for it, and it comes again.
const noteUses = `
  update "ApiToken" t set "lastUsedAt" = u.at
  from unnest($1::uuid[], $2::timestamptz[]) as u (id, at)
  where t.id = u.id and (t."lastUsedAt" is null or t."lastUsedAt" < u.at)
    and t.id in (select id from "ApiToken" where id = any($1::uuid[]) order by id for no key update skip locked)`
