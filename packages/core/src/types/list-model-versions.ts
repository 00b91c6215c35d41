import type { ModelVersionRow } from '@verso/data'
import { type Json, isPlainObject } from '@verso/model'
import { actorNames, type ActorName } from '../actor-names.ts'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { type Lineage, lineageOf } from './model-lineage.ts'

/** For how long a change can be taken back. */
export const undoMs = 90 * 24 * 60 * 60 * 1_000

/** How a change can be taken back: until when, and which newer changes have to be taken back before. */
export interface UndoState {
  until: Date
  blockedBy: number[]
}

export interface ModelVersionSummary {
  version: number
  hash: string
  seq: bigint | null
  at: Date
  by: ActorName | null
  steps: Json[]
  /** For an undo: the version whose model came back. */
  restores: number | null
  /** Null where it is undone, is an undo itself, or its time is over. */
  undo: UndoState | null
}

/** Every change of the model, newest first. */
export async function listModelVersions(ctx: Context): Promise<ModelVersionSummary[]> {
  authoriseManage(ctx.actor, 'types')
  const rows = await ctx.store.models.versions()
  const states = undoStates(rows, ctx.now())
  const names = await actorNames(
    ctx.store,
    rows.map((row) => row.byId),
  )
  return rows.toReversed().map((row) => ({
    version: row.number,
    hash: row.hash,
    seq: row.seq,
    at: row.at,
    by: row.byId === null ? null : (names.get(row.byId) ?? null),
    steps: stepsShown(row.steps),
    restores: row.restores,
    undo: states.get(row.number) ?? null,
  }))
}

/** By number of a version: how its change can be taken back. Versions that were taken back already, or only bring one back, aren't in it. */
export function undoStates(rows: readonly ModelVersionRow[], now: Date): Map<number, UndoState> {
  const newest = rows.at(-1)
  const standing = newest === undefined ? [] : standingChanges(lineageOf(rows), newest.number)
  const at = new Map(rows.map((row) => [row.number, row.at]))
  return new Map(
    standing.flatMap((version, index) => {
      const until = new Date((at.get(version)?.getTime() ?? 0) + undoMs)
      return until < now ? [] : [[version, { until, blockedBy: standing.slice(0, index) }] as const]
    }),
  )
}

/** The changes that the present model is made of, newest first. */
function standingChanges({ origin, parent }: Lineage, newest: number): number[] {
  const found: number[] = []
  for (let version: number | null = origin(newest); version !== null && version !== 0; version = parent(version)) found.push(version)
  return found
}

function stepsShown(steps: Json): Json[] {
  return (Array.isArray(steps) ? steps : []).flatMap((step) => {
    if (!isPlainObject(step)) return []
    const { typeId: _, fieldId: __, samples: ___, ...shown } = step
    return [shown as Json]
  })
}
