import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** How large a document is when all its fragments are put in. */
export interface Measure {
  depth: number
  fields: number
  aliases: number
  directives: number
}

/** Where a selection stands: a list leads to its entries through `edges` and `node`, which are no level of their own. */
type Level = 'root' | 'answer' | 'edges' | 'entry'

interface Measuring {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** By name and level, so that a fragment that is spread in many places is looked at once. */
  known: Map<string, Measure>
}

const nothing: Measure = { depth: 0, fields: 0, aliases: 0, directives: 0 }

/** Measures without a schema, in one pass over the text, however often its fragments are spread in one another. */
export function measureDocument({ definitions }: DocumentNode): Measure {
  const fragments = new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])))
  const measuring: Measuring = { fragments, known: new Map() }
  return definitions.map((one) => ofDefinition(one, measuring)).reduce(beside, nothing)
}

function ofDefinition(definition: DefinitionNode, measuring: Measuring): Measure {
  if (definition.kind === Kind.FRAGMENT_DEFINITION) return { ...nothing, directives: definition.directives?.length ?? 0 }
  if (definition.kind !== Kind.OPERATION_DEFINITION) return nothing
  const own = { ...nothing, directives: definition.directives?.length ?? 0 }
  return beside(own, ofSelections(definition.selectionSet, 'root', measuring))
}

function ofSelections({ selections }: SelectionSetNode, level: Level, measuring: Measuring): Measure {
  return selections.map((one) => ofSelection(one, level, measuring)).reduce(beside, nothing)
}

function ofSelection(selection: SelectionNode, level: Level, measuring: Measuring): Measure {
  const own = { ...nothing, directives: selection.directives?.length ?? 0 }
  if (selection.kind === Kind.FIELD) return beside(own, ofField(selection, level, measuring))
  if (selection.kind === Kind.INLINE_FRAGMENT) return beside(own, ofSelections(selection.selectionSet, level, measuring))
  return beside(own, ofFragment(selection.name.value, level, measuring))
}

function ofField({ name: { value: name }, alias, selectionSet }: FieldNode, level: Level, measuring: Measuring): Measure {
  const below = selectionSet === undefined ? nothing : ofSelections(selectionSet, levelBelow(name, level), measuring)
  // What the schema says of itself isn't content, and nests by rules of its own.
  const isIntrospection = name.startsWith('__')
  const isPlumbing = (level === 'answer' && (name === 'edges' || name === 'nodes')) || (level === 'edges' && name === 'node')
  const depth = isIntrospection ? 0 : below.depth + (isPlumbing ? 0 : 1)
  return { ...below, depth, fields: below.fields + 1, aliases: below.aliases + (alias === undefined ? 0 : 1) }
}

function levelBelow(name: string, level: Level): Level {
  if (level === 'root') return 'answer'
  return level === 'answer' && name === 'edges' ? 'edges' : 'entry'
}

function ofFragment(name: string, level: Level, measuring: Measuring): Measure {
  const { fragments, known } = measuring
  const key = `${level} ${name}`
  const before = known.get(key)
  if (before !== undefined) return before
  const fragment = fragments.get(name)
  // One that leads back to itself counts nothing here; validation refuses it.
  known.set(key, nothing)
  const measure = fragment === undefined ? nothing : ofSelections(fragment.selectionSet, level, measuring)
  known.set(key, measure)
  return measure
}

function beside(one: Measure, other: Measure): Measure {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: one.fields + other.fields,
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
  }
}
