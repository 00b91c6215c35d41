import type { Condition, ReadPlan, SortKey } from '@verso/query'
import { comingTag, fieldTag, type Tags } from './kept/event-tags.ts'
import { typesLookedAt, typesPickedFrom } from './types-looked-at.ts'

/**
 * What else than the entries that it shows a list would be another by: for each type that it went through, entries that come or go, and the fields that
 * its conditions and order look at. What looks at more of an entry than its fields counts as looking at all of it.
 */
export function lookedThrough(plan: Pick<ReadPlan, 'typeId' | 'where' | 'sort' | 'include' | 'ownOnly'>): Tags {
  // Which language a value stands in from may become another while the value stays.
  if (plan.ownOnly) return typesLookedAt(plan)
  const tags = new Set([comingTag(plan.typeId), ...typesPickedFrom(plan.include)])
  for (const key of plan.sort) addSort(key, plan.typeId, tags)
  if (plan.where !== null) addCondition(plan.where, [plan.typeId], tags)
  return [...tags]
}

function addSort({ target, through }: SortKey, typeId: string, tags: Set<string>): void {
  const [first] = through
  if (first === undefined) addTarget(target, [typeId], tags)
  else tags.add(fieldTag(typeId, first.fieldId))
  for (const id of through.flatMap((step) => step.typeIds)) tags.add(id)
}

function addCondition(condition: Condition, typeIds: readonly string[], tags: Set<string>): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      for (const part of condition.of) addCondition(part, typeIds, tags)
      return
    case 'not':
      addCondition(condition.of, typeIds, tags)
      return
    case 'compare':
      addTarget(condition.target, typeIds, tags)
      return
    case 'related':
      for (const id of typeIds) tags.add(fieldTag(id, condition.fieldId))
      for (const id of condition.typeIds) tags.add(comingTag(id))
      if (condition.where !== null) addCondition(condition.where, condition.typeIds, tags)
      return
    case 'items':
    case 'file':
    case 'search':
      for (const typeId of typeIds) for (const id of typesLookedAt({ typeId, sort: [], include: [], where: condition })) tags.add(id)
  }
}

function addTarget(target: SortKey['target'], typeIds: readonly string[], tags: Set<string>): void {
  if (target.kind === 'system' && target.column === 'id') return
  for (const id of typeIds) tags.add(target.kind === 'field' ? fieldTag(id, target.fieldId) : id)
}
