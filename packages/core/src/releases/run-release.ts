import { UnavailableError } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { refusingTaken } from '../entries/refuse-publication.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { actorOfSchedule } from '../schedules/actor-of-schedule.ts'
import type { Surroundings } from '../schedules/run-schedules.ts'
import { systemContext } from '../system-actor.ts'
import { publishInTransaction, releaseTimeoutMs } from './publish-release.ts'

/** These are over in a moment; the release is tried again. */
const passing: readonly RefusalCode[] = ['busy', 'not_yet', 'storage_full', 'too_many_requests']

/**
 * Publishes a release that is due, once, as the person who scheduled it and with their rights of this moment. One that can't be
 * published changes nothing and stays visible with its reason. A job may come twice: the release's own state, under its lock, decides.
 */
export async function runRelease(base: Surroundings, releaseId: string): Promise<void> {
  const release = await base.store.releases.find(releaseId)
  if (release?.state !== 'open' || release.publishAt === null) return
  const system: Context = { ...systemContext(base), requestId: releaseId }
  try {
    const { scheduledByKind, scheduledById } = release
    const actor = await actorOfSchedule(base.store, { createdByKind: scheduledByKind ?? 'system', createdById: scheduledById }, base.now())
    await publishIfDue({ ...system, actor }, releaseId)
  } catch (error) {
    if (error instanceof UnavailableError || (error instanceof Refusal && passing.includes(error.code))) throw error
    await noteFailure(system, releaseId, error)
    // A bug of ours: told here once, instead of at every further try.
    if (!(error instanceof Refusal)) throw error
  }
}

async function publishIfDue(ctx: Context, releaseId: string): Promise<void> {
  authoriseManage(ctx.actor, 'releases')
  await refusingTaken(ctx, () =>
    ctx.store.transaction(
      async (tx) => {
        const release = await tx.releases.lock(releaseId)
        if (release?.state === 'open' && (await tx.releases.isDue(releaseId))) await publishInTransaction(ctx, tx, release)
      },
      { timeoutMs: releaseTimeoutMs },
    ),
  )
}

async function noteFailure(ctx: Context, releaseId: string, error: unknown): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const release = await tx.releases.lock(releaseId)
    if (release?.state !== 'open' || !(await tx.releases.isDue(releaseId))) return
    const reason = reasonOf(error)
    await tx.releases.change(releaseId, { state: 'failed', reason, updatedAt: ctx.now() })
    await recordAudit(ctx, tx, {
      action: 'release.publish',
      target: { kind: 'release', id: releaseId },
      after: { reason },
      outcome: 'refused',
    })
  })
}

/** For people: the sentence, and what the first entries lack. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Refusal)) return 'Something went wrong on the server; its log says what'
  const first = error.issues.slice(0, 3).map(({ message }) => message)
  return [error.message, ...first].join('; ')
}
