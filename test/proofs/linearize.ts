import { type Call, type EntryState, outcomeOf } from './entry-history.ts'

/**
 * Looks for an order of calls, one after the other, that explains every answer and the state at the end, and in which no call comes
 * before one that had been answered when it began (Wing and Gong). Null when there is none: then what was seen can't have happened.
 */
export function linearize(start: EntryState, calls: readonly Call[], isEnd: (state: EntryState) => boolean): Call[] | null {
  const dead = new Set<string>()

  function search(state: EntryState, left: readonly Call[]): Call[] | null {
    if (left.length === 0) return isEnd(state) ? [] : null
    const key = JSON.stringify([state, left.map((call) => calls.indexOf(call))])
    if (dead.has(key)) return null
    const firstAnswer = Math.min(...left.map((call) => call.to))
    for (const call of left.filter((candidate) => candidate.from <= firstAnswer)) {
      const next = explained(state, call)
      const rest =
        next === null
          ? null
          : search(
              next,
              left.filter((other) => other !== call),
            )
      if (rest !== null) return [call, ...rest]
    }
    dead.add(key)
    return null
  }

  return search(start, calls)
}

/** The state after a call, if the call would have been answered so in this one. */
function explained(state: EntryState, call: Call): EntryState | null {
  const outcome = outcomeOf(state, call.act)
  if (outcome.status !== call.status || outcome.code !== call.code) return null
  if (outcome.takesSeq !== (call.seq !== null) || (call.seq !== null && call.seq <= state.seq)) return null
  const after = { ...outcome.state, seq: call.seq ?? state.seq }
  if (call.status !== 200) return after
  const isToldRight =
    call.revision === after.revisions.length && call.publicRevision === after.publicRevision && call.isTrashed === after.isTrashed
  return isToldRight ? after : null
}
