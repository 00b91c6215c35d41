import { type ContentType, componentTypesOf, type Field, isNested } from '@verso/model'
import { emptyNames, type NameTree } from './name-tree.ts'
import { findField, type PlanContext } from './plan-context.ts'
import type { InsideSelection, Selection } from './read-plan.ts'
import { systemMembersOf } from './system-members.ts'

/** What a level of an answer shows: everything, some names, or all but some. */
export interface Choice {
  mode: 'all' | 'select' | 'omit'
  tree: NameTree
  parameter: string
}

/** Refuses names that none of the types at a level has; each type then shows what it has of them. */
export function checkChoice({ mode, tree, parameter }: Choice, types: readonly ContentType[], { issues }: PlanContext): void {
  const isSystem = (name: string) => types.some((type) => systemMembersOf(type).includes(name))
  for (const name of tree.names) {
    if (isSystem(name) && mode === 'omit')
      issues.add({ parameter }, 'operator_not_allowed', `"${name}" can’t be left out; name what you want with "select"`)
    else if (!isSystem(name) && !types.some((type) => findField(type, name) !== undefined)) {
      issues.add({ parameter }, 'unknown_field', `There is no field "${name}"`)
    }
  }
}

/** The members of Verso that are named, or all when none is; the fields in the order of the model. A path into a field shows the field. */
export function planSelection(type: ContentType, choice: Choice): Selection {
  const { mode, tree } = choice
  const members = systemMembersOf(type)
  const system = mode === 'select' ? members.filter((name) => tree.names.has(name)) : []
  return { system: system.length > 0 ? system : members, ...shownFields(type, choice) }
}

interface Shown {
  fields: string[]
  inside?: InsideSelection
}

function shownFields(type: ContentType, choice: Choice): Shown {
  const { mode, tree } = choice
  const shown = type.fields.filter(({ name }) => {
    if (mode === 'select') return tree.names.has(name) || tree.children.has(name)
    return mode === 'all' || !tree.names.has(name)
  })
  const inside = shown.flatMap((field) => {
    const below = isNested(field) && !tree.names.has(field.name) ? tree.children.get(field.name) : undefined
    return below === undefined ? [] : [[field.id, shownInside(field, { ...choice, tree: below })] as const]
  })
  return { fields: shown.map((field) => field.id), ...(inside.length === 0 ? {} : { inside: Object.fromEntries(inside) }) }
}

/** Of a component what is named of its fields; of blocks what is named behind the name of the block. */
function shownInside(field: Field, choice: Choice): { [typeId: string]: Shown } {
  const found = componentTypesOf(field).flatMap((type): [string, Shown][] => {
    const below = choiceInside(field, type, choice)
    return below.mode === 'all' ? [] : [[type.id, shownFields(type, below)]]
  })
  return Object.fromEntries(found)
}

/** What is chosen of one component type that a field holds. */
export function choiceInside(field: Field, type: ContentType, choice: Choice): Choice {
  if (field.kind !== 'blocks') return choice
  const { mode, tree } = choice
  const below = tree.children.get(type.name)
  const isWhole = tree.names.has(type.name)
  if (isWhole) return mode === 'omit' ? { ...choice, mode: 'select', tree: emptyNames() } : { ...choice, mode: 'all', tree: emptyNames() }
  if (below !== undefined) return { ...choice, tree: below }
  return mode === 'select' ? { ...choice, tree: emptyNames() } : { ...choice, mode: 'all', tree: emptyNames() }
}
