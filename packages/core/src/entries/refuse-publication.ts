import { TakenError } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { takenIssue } from './check-publication.ts'

/** Says why a publication is refused: taken values alone are a conflict, among other faults they are listed with them. */
export function publicationRefusal(issues: readonly RefusalIssue[]): Refusal {
  const [first] = issues
  if (first === undefined || !issues.every((issue) => issue.code === 'unique_taken')) {
    return new Refusal('invalid_entry', 'This entry is not ready to be published', { issues })
  }
  const { path, holderId } = first
  return new Refusal('unique_taken', first.message, { issues, facts: { path, ...(holderId === undefined ? {} : { holderId }) } })
}

/** Runs a transaction that publishes. Whoever loses a race for a slug or unique value is told like one who came later. */
export async function refusingTaken<T>(ctx: Context, publish: () => Promise<T>): Promise<T> {
  try {
    return await publish()
  } catch (error) {
    if (!(error instanceof TakenError)) throw error
    throw await lostRace(ctx, error)
  }
}

async function lostRace(ctx: Context, { taken }: TakenError): Promise<Refusal> {
  const model = await ctx.store.models.current()
  const issues: RefusalIssue[] = []
  for (const { entryId, fieldId, locale, holderId } of taken) {
    const entry = await ctx.store.entries.find(entryId)
    const type = model.types.find((candidate) => candidate.id === entry?.typeId)
    const takenFieldId = fieldId ?? type?.slugField
    if (type !== undefined && takenFieldId !== undefined)
      issues.push(await takenIssue(ctx, ctx.store, { type, fieldId: takenFieldId, locale, holderId }))
  }
  return issues.length === 0 ? new Refusal('unique_taken', 'Another published entry holds the same value') : publicationRefusal(issues)
}
