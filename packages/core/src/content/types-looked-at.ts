import type { Model } from '@verso/model'
import type { Condition, IncludePlan, ReadPlan, SortKey } from '@verso/query'

/** Ids of the listed type and of every type that a condition or sort went through, those of included references too. */
export function typesLookedAt(plan: Pick<ReadPlan, 'typeId' | 'sort' | 'where' | 'include'>): string[] {
  const ids = new Set([plan.typeId])
  for (const key of plan.sort) addThrough(key, ids)
  if (plan.where !== null) addTypes(plan.where, ids)
  addPicks(plan.include, ids)
  return [...ids]
}

/** The same of what is included alone, for reads that name their entries. */
export function typesPickedFrom(include: readonly IncludePlan[]): string[] {
  const ids = new Set<string>()
  addPicks(include, ids)
  return [...ids]
}

/** In the order of the model. */
export function typeNames(ids: readonly string[], model: Model): string[] {
  return model.types.filter((type) => ids.includes(type.id)).map((type) => type.name)
}

function addThrough({ through }: Pick<SortKey, 'through'>, ids: Set<string>): void {
  for (const id of through.flatMap((step) => step.typeIds)) ids.add(id)
}

/** An include with conditions or an order looks at all that its field leads to. */
function addPicks(include: readonly IncludePlan[], ids: Set<string>): void {
  for (const { pick, typeIds, include: inner } of include) {
    if (pick !== undefined) {
      for (const id of typeIds) ids.add(id)
      for (const where of Object.values(pick.where)) addTypes(where, ids)
      for (const key of pick.sort.flatMap(({ keys }) => Object.values(keys))) addThrough(key, ids)
    }
    for (const plans of Object.values(inner)) addPicks(plans, ids)
  }
}

function addTypes(condition: Condition, ids: Set<string>): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      for (const part of condition.of) addTypes(part, ids)
      return
    case 'not':
      addTypes(condition.of, ids)
      return
    case 'related':
      for (const id of condition.typeIds) ids.add(id)
      if (condition.where !== null) addTypes(condition.where, ids)
      return
    case 'items':
    case 'file':
      addTypes(condition.where, ids)
      return
    case 'compare':
    case 'search':
      return
  }
}
