import type { Comparison, ContentType } from '@verso/model'
import type { PlanOptions } from './plan-context.ts'
import type { SystemColumn, Target } from './read-plan.ts'

/** The members of an entry that are Verso's, in the order in which they come out. */
const systemMembers = ['_id', '_type', '_locale', '_revision', '_publishedAt', '_firstPublishedAt', '_updatedAt'] as const

/** Where entries stand in a tree. */
const treeMembers = ['_path', '_parent'] as const

/** The members of Verso's that entries of a type have. */
export function systemMembersOf(type: ContentType): string[] {
  return [...systemMembers, ...treeMembers.filter((name) => hasMember(type, name))]
}

/** A path is made of slugs: whoever may not see them has no paths. */
function hasMember(type: ContentType, name: string): boolean {
  return type.tree === true && (name !== '_path' || type.fields.some((field) => field.id === type.slugField))
}

interface SystemTarget {
  column: SystemColumn
  comparison: Comparison
  in: readonly PlanOptions['purpose'][]
  /** The values of an option, in their order. */
  order?: readonly string[]
  /** Only where the type is a tree. */
  inTrees?: true
}

const everywhere = ['published', 'draft'] as const
const published = ['published'] as const
const drafts = ['draft'] as const

/** The members that conditions and sorts may name. */
const targets: Record<string, SystemTarget> = {
  _id: { column: 'id', comparison: 'id', in: everywhere },
  _revision: { column: 'revision', comparison: 'integer', in: everywhere },
  _publishedAt: { column: 'publishedAt', comparison: 'datetime', in: everywhere },
  _firstPublishedAt: { column: 'firstPublishedAt', comparison: 'datetime', in: everywhere },
  _updatedAt: { column: 'updatedAt', comparison: 'datetime', in: everywhere },
  _path: { column: 'path', comparison: 'text', in: published, inTrees: true },
  _parent: { column: 'parent', comparison: 'id', in: everywhere, inTrees: true },
  _order: { column: 'order', comparison: 'text', in: everywhere, inTrees: true },
  _status: { column: 'status', comparison: 'option', in: drafts, order: ['draft', 'published', 'changed', 'unpublished', 'trashed'] },
  _scheduled: { column: 'scheduled', comparison: 'boolean', in: drafts },
  _createdAt: { column: 'createdAt', comparison: 'datetime', in: drafts },
  _createdBy: { column: 'createdBy', comparison: 'id', in: drafts },
  _updatedBy: { column: 'updatedBy', comparison: 'id', in: drafts },
  _publishedBy: { column: 'publishedBy', comparison: 'id', in: drafts },
  _firstPublishedBy: { column: 'firstPublishedBy', comparison: 'id', in: drafts },
}

/** What a member of Verso's means, where all of the types that it may stand in have it. */
export function findSystemTarget(
  name: string,
  purpose: PlanOptions['purpose'],
  types: readonly ContentType[],
): { target: Target; options?: readonly string[] } | undefined {
  const found = Object.hasOwn(targets, name) ? targets[name] : undefined
  if (found === undefined || !found.in.includes(purpose)) return undefined
  if (found.inTrees === true && !types.every((type) => hasMember(type, name))) return undefined
  const target: Target = { kind: 'system', column: found.column, comparison: found.comparison }
  return found.order === undefined ? { target } : { target, options: found.order }
}
