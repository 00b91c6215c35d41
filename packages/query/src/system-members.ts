import type { Comparison } from '@verso/model'
import type { PlanOptions } from './plan-context.ts'
import type { SystemColumn, Target } from './read-plan.ts'

/** The members of an entry that are Verso's, in the order in which they come out. */
export const systemMembers = ['_id', '_type', '_locale', '_revision', '_publishedAt', '_firstPublishedAt', '_updatedAt'] as const

interface SystemTarget {
  column: SystemColumn
  comparison: Comparison
  in: readonly PlanOptions['purpose'][]
  /** The values of an option, in their order. */
  order?: readonly string[]
}

const everywhere = ['published', 'draft'] as const
const drafts = ['draft'] as const

/** The members that conditions and sorts may name. */
const targets: Record<string, SystemTarget> = {
  _id: { column: 'id', comparison: 'id', in: everywhere },
  _revision: { column: 'revision', comparison: 'integer', in: everywhere },
  _publishedAt: { column: 'publishedAt', comparison: 'datetime', in: everywhere },
  _firstPublishedAt: { column: 'firstPublishedAt', comparison: 'datetime', in: everywhere },
  _updatedAt: { column: 'updatedAt', comparison: 'datetime', in: everywhere },
  _status: { column: 'status', comparison: 'option', in: drafts, order: ['draft', 'published', 'changed', 'unpublished', 'trashed'] },
  _createdAt: { column: 'createdAt', comparison: 'datetime', in: drafts },
  _createdBy: { column: 'createdBy', comparison: 'id', in: drafts },
  _updatedBy: { column: 'updatedBy', comparison: 'id', in: drafts },
}

export function findSystemTarget(
  name: string,
  purpose: PlanOptions['purpose'],
): { target: Target; options?: readonly string[] } | undefined {
  const found = Object.hasOwn(targets, name) ? targets[name] : undefined
  if (found === undefined || !found.in.includes(purpose)) return undefined
  const target: Target = { kind: 'system', column: found.column, comparison: found.comparison }
  return found.order === undefined ? { target } : { target, options: found.order }
}
