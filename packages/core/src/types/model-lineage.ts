import type { ModelVersionRow, Tables } from '@verso/data'
import {
  type Content,
  type ContentStep,
  contentStep,
  isPlainObject,
  type Json,
  type Model,
  type ModelChange,
  type Renames,
  walkContent,
} from '@verso/model'

/** How versions of the model descend from one another: an undo is the version that it brings back, once more. */
export interface Lineage {
  /** The version that one is, or is again. */
  origin: (version: number) => number
  /** The version that a change began from; null for the first one. */
  parent: (version: number) => number | null
}

export function lineageOf(versions: readonly Pick<ModelVersionRow, 'number' | 'restores'>[]): Lineage {
  const restores = new Map(versions.map((version) => [version.number, version.restores]))
  function origin(version: number): number {
    const restored = restores.get(version) ?? null
    return restored === null ? version : origin(restored)
  }
  return { origin, parent: (version) => (origin(version) === 0 ? null : origin(origin(version) - 1)) }
}

// Models live as long as they are the current ones, or those of a transaction; the ways to them are kept beside them.
const walks = new WeakMap<Model, Map<number, Promise<ContentStep[]>>>()

type Versions = Pick<Tables, 'models'>

/** The changes between the version that a content is in the form of and a model: back to where the two part, then on. */
async function contentWalk(tables: Versions, to: Model, from: number): Promise<ContentStep[]> {
  if (from === to.version) return []
  const known = walks.get(to) ?? new Map<number, Promise<ContentStep[]>>()
  walks.set(to, known)
  const walk = known.get(from) ?? findWalk(tables, to, from)
  known.set(from, walk)
  // What failed isn't remembered: the database may only have been away.
  return walk.catch((error: unknown) => {
    known.delete(from)
    throw error
  })
}

/** The content of a revision in the form of a model. */
export async function contentUnder(
  tables: Versions,
  model: Model,
  { typeId, content, modelVersion }: { typeId: string; content: Content; modelVersion: number },
): Promise<Content> {
  const steps = await contentWalk(tables, model, modelVersion)
  return steps.reduce((walked, step) => walkContent(step, { typeId, content: walked }), content)
}

async function findWalk(tables: Versions, to: Model, from: number): Promise<ContentStep[]> {
  const lineage = lineageOf(await tables.models.lineage())
  const back = ancestors(lineage, from)
  const on = ancestors(lineage, to.version)
  const meeting = on.find((version) => back.includes(version)) ?? 0
  const left = back.slice(0, back.indexOf(meeting))
  const entered = on.slice(0, on.indexOf(meeting)).reverse()
  const changes = await changesTo(tables, lineage, [...left, ...entered])
  const step = (version: number, isBack: boolean) =>
    changes.flatMap((one) => (one.version === version ? contentStep(one.change, { version, isBack }) : []))
  return [...left.flatMap((version) => step(version, true)), ...entered.flatMap((version) => step(version, false))]
}

/** A version and all that it came from, newest first. */
function ancestors({ origin, parent }: Lineage, version: number): number[] {
  const found = [origin(version)]
  for (let next = parent(version); next !== null; next = parent(next)) found.push(next)
  return found
}

/** What each of these versions changed. */
async function changesTo(tables: Versions, { parent }: Lineage, versions: number[]): Promise<{ version: number; change: ModelChange }[]> {
  if (versions.length === 0) return []
  const wanted = [...new Set(versions.flatMap((version) => [version, parent(version) ?? 0]))]
  const states = new Map((await tables.models.states(wanted)).map((state) => [state.number, state]))
  return versions.map((version) => {
    const [before, after] = [states.get(parent(version) ?? 0), states.get(version)]
    if (before === undefined || after === undefined) throw new Error(`Version ${version} of the model, or the one before, is missing`)
    return { version, change: { before, after, renames: renamesIn(after.steps) } }
  })
}

/** What a version changed of the one that it came from. */
export async function changeOf(tables: Versions, lineage: Lineage, version: number): Promise<ModelChange> {
  const [found] = await changesTo(tables, lineage, [version])
  if (found === undefined) throw new Error(`Version ${version} of the model is missing`)
  return found.change
}

/** The renames among the steps of a version: those that no permanent id tells. */
function renamesIn(steps: Json): Renames {
  const renames: Renames = { options: {}, locales: {} }
  for (const step of Array.isArray(steps) ? steps : []) {
    if (!isPlainObject(step) || typeof step.from !== 'string') continue
    if (step.kind === 'renameLocale' && typeof step.locale === 'string') renames.locales[step.from] = step.locale
    if (step.kind !== 'renameOption' || typeof step.fieldId !== 'string' || typeof step.setting !== 'string') continue
    renames.options[step.fieldId] = { ...renames.options[step.fieldId], [step.from]: step.setting }
  }
  return renames
}
