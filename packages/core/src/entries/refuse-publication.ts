import { PlaceError, TakenError } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { parentUnpublished } from './entry-address.ts'
import { takenIssues } from './taken-issues.ts'

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
    if (error instanceof PlaceError) throw noPlace(error)
    if (!(error instanceof TakenError)) throw error
    throw await lostRace(ctx, error)
  }
}

function noPlace({ faults }: PlaceError): Refusal {
  return publicationRefusal(
    faults.map(({ kind, parentId, locale }) =>
      kind === 'parent_unpublished'
        ? parentUnpublished(parentId, locale)
        : { path: '/parent', code: 'too_long', message: 'The path would have more than 2,000 bytes', locale },
    ),
  )
}

async function lostRace(ctx: Context, { taken }: TakenError): Promise<Refusal> {
  const { types, locales } = await ctx.store.models.current()
  const entries = new Map((await ctx.store.entries.findMany([...new Set(taken.map(({ entryId }) => entryId))])).map((row) => [row.id, row]))
  const claims = taken.flatMap(({ entryId, fieldId, locale, holderId }) => {
    const entry = entries.get(entryId)
    const type = types.find((candidate) => candidate.id === entry?.typeId)
    const claimed = fieldId ?? type?.slugField
    if (entry === undefined || type === undefined || claimed === undefined) return []
    return [{ type, content: entry.content, locales, fieldId: claimed, locale, holderId }]
  })
  const issues = await takenIssues(ctx, ctx.store, claims)
  return issues.length === 0 ? new Refusal('unique_taken', 'Another published entry holds the same value') : publicationRefusal(issues)
}
