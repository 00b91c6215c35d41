import type { ContentType } from '@verso/model'
import type { NameTree } from './name-tree.ts'
import { findField, type PlanContext } from './plan-context.ts'
import type { Selection } from './read-plan.ts'
import { systemMembers } from './system-members.ts'

/** What a level of an answer shows: everything, some names, or all but some. */
export interface Choice {
  mode: 'all' | 'select' | 'omit'
  tree: NameTree
  parameter: string
}

const isSystem = (name: string) => (systemMembers as readonly string[]).includes(name)

/** Refuses names that none of the types at a level has; each type then shows what it has of them. */
export function checkChoice({ mode, tree, parameter }: Choice, types: readonly ContentType[], { issues }: PlanContext): void {
  for (const name of tree.names) {
    if (isSystem(name) && mode === 'omit')
      issues.add({ parameter }, 'operator_not_allowed', `"${name}" can’t be left out; name what you want with "select"`)
    else if (!isSystem(name) && !types.some((type) => findField(type, name) !== undefined)) {
      issues.add({ parameter }, 'unknown_field', `There is no field "${name}"`)
    }
  }
}

/** The members of Verso that are named, or all when none is; the fields in the order of the model. A path into a field shows the field. */
export function planSelection(type: ContentType, { mode, tree }: Choice): Selection {
  const system = mode === 'select' ? systemMembers.filter((name) => tree.names.has(name)) : []
  const fields = type.fields.filter(({ name }) => {
    if (mode === 'select') return tree.names.has(name) || tree.children.has(name)
    return mode === 'all' || !tree.names.has(name)
  })
  return { system: system.length > 0 ? system : [...systemMembers], fields: fields.map((field) => field.id) }
}
