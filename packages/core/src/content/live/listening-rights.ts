import type { Actor, Context } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { authenticateMany } from '../../tokens/authenticate-many.ts'
import type { TokenClaim } from '../../tokens/authenticate-token.ts'

/** With what somebody listens, and who that is by the last judgement. */
export interface Listening {
  /** Null without a credential. */
  claim: Omit<TokenClaim, 'now'> | null
  actor: Actor
}

/** The rights of all who listen, judged together, so that what was taken from somebody ends within a second. */
export interface ListeningRights {
  /** The one record of a credential, for everybody who listens with it; `end` is called when it isn't good any more. */
  add: (listening: Listening, end: () => void) => { listening: Listening; remove: () => void }
  /** Judges all of them anew, unless that was done within the last second. */
  refresh: () => Promise<void>
}

/** As long as a verdict counts for requests. */
const verdictMs = 1_000

export function createListeningRights({ store, now }: Pick<Context, 'store' | 'now'>): ListeningRights {
  const known = new Map<string, { listening: Listening; ends: Set<() => void> }>()
  let judgedAt = Number.NEGATIVE_INFINITY
  let judging: Promise<void> | null = null

  async function judge(): Promise<void> {
    const began = performance.now()
    const all = [...known.values()]
    const claims = all.map(({ listening: { claim } }) => (claim === null ? null : { ...claim, now: now() }))
    const verdicts = await authenticateMany(store, claims)
    for (const [index, { listening, ends }] of all.entries()) {
      const verdict = verdicts[index]
      if (verdict === undefined || verdict instanceof Refusal) for (const end of ends) end()
      else listening.actor = verdict
    }
    judgedAt = began
  }

  return {
    add(listening, end) {
      const key = listening.claim === null ? '' : `${listening.claim.secret} ${listening.claim.address}`
      const shared = known.get(key) ?? { listening, ends: new Set() }
      // How old its verdict is isn't known here.
      if (!known.has(key)) judgedAt = Number.NEGATIVE_INFINITY
      known.set(key, shared)
      shared.ends.add(end)
      return {
        listening: shared.listening,
        remove() {
          shared.ends.delete(end)
          if (shared.ends.size === 0 && known.get(key) === shared) known.delete(key)
        },
      }
    },
    async refresh() {
      if (performance.now() - judgedAt < verdictMs || known.size === 0) return
      judging ??= judge().finally(() => {
        judging = null
      })
      await judging
    },
  }
}
