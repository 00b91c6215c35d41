import { createHash } from 'node:crypto'
import type { Tables } from '@verso/data'
import { canonicalJson, type Json } from '@verso/model'
import type { Perspective } from '@verso/query'
import type { ActWish } from '../entries/take-acts.ts'
import { Refusal } from '../refusal.ts'
import { wishesOf } from '../releases/publish-release.ts'
import { wishOf } from '../schedules/change-as-scheduled.ts'

/** What happens to readers in one step. */
export interface PreviewStep {
  /** Null for the moment of looking. */
  at: Date | null
  wishes: ActWish[]
}

/** What a preview is of: all drafts, or what is to happen, step by step. */
export interface PreviewSource {
  id: string
  /** Two previews of one id differ by it when other things are to happen. */
  digest: string
  steps: PreviewStep[] | 'drafts'
}

export interface PreviewQuestion {
  perspective: Perspective | null
  /** A moment to come. */
  at: Date | null
}

/**
 * What somebody asks to see, in the stated order: what is planned until a moment, by its times (at one time first what is planned for entries),
 * then the releases as they are named.
 */
export async function previewSource(tables: Tables, { perspective, at }: PreviewQuestion): Promise<PreviewSource> {
  if (perspective?.kind === 'drafts') return { id: idOf('drafts'), digest: 'drafts', steps: 'drafts' }
  const releaseIds = perspective?.releaseIds ?? []
  const planned = at === null ? [] : await plannedUntil(tables, { at, exceptIds: releaseIds })
  const steps = [...planned, ...(await stepsOfReleases(tables, releaseIds, at))]
  // Between two moments nothing may be planned: they look the same, and share what is kept.
  return sourceOf(at === null ? releaseIds.join(',') : digestOf(steps), steps)
}

/** A preview of steps under a name of its own. */
export function sourceOf(name: string, steps: PreviewStep[]): PreviewSource {
  return { id: idOf(name), digest: digestOf(steps), steps }
}

async function stepsOfReleases(tables: Tables, releaseIds: readonly string[], at: Date | null): Promise<PreviewStep[]> {
  const steps: PreviewStep[] = []
  for (const id of releaseIds) {
    const release = await tables.releases.find(id)
    if (release === null) throw new Refusal('not_found', `There is no release "${id}"`)
    // What was published has happened: readers have it already, with all that was changed since.
    if (release.state === 'published') continue
    steps.push({ at, wishes: await wishesOf(tables, await tables.releases.items(id)) })
  }
  return steps
}

interface Until {
  at: Date
  /** Named by themselves, for after all others. */
  exceptIds: readonly string[]
}

async function plannedUntil(tables: Tables, { at, exceptIds }: Until): Promise<PreviewStep[]> {
  const schedules = await tables.schedules.until(at)
  const steps: (PreviewStep & { at: Date })[] = schedules.map((schedule) => ({ at: schedule.at, wishes: [wishOf(schedule)] }))
  for (const { id, publishAt } of await tables.releases.until(at)) {
    if (publishAt === null || exceptIds.includes(id)) continue
    steps.push({ at: publishAt, wishes: await wishesOf(tables, await tables.releases.items(id)) })
  }
  return steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

function digestOf(steps: PreviewStep[]): string {
  return hash(canonicalJson(JSON.parse(JSON.stringify(steps)) as Json)).toString('hex')
}

/** An id that anybody would come to for this name. */
function idOf(name: string): string {
  const hex = hash(name).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
