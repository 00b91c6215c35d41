import type { Field } from '../content-type.ts'
import type { FieldKind } from '../field-kind.ts'
import type { Issue } from '../issue.ts'
import type { JsonSchema } from '../json.ts'
import { isPlainObject } from '../plain-object.ts'
import { maxJsonDepth, toJson } from './json-value.ts'
import { checkCount } from './rules.ts'
import { fault, refused } from './shape.ts'

/** As many components or blocks as one list holds; beyond it they are entries. */
const maxItems = 1_000

/** Fields of a component type as one value, or a list of such values with `many`. What stands inside is looked into by those who know the kinds. */
export const component: FieldKind = {
  name: 'component',
  label: 'Component',
  settings: ['components', 'many', 'min', 'max'],
  comparison: 'none',
  resolution: 'none',
  editor: 'component',
  parse: (value, field) => {
    const found = outlineFault(value, field)
    const json = toJson(value)
    if (found !== null) return { issues: [found] }
    return json === undefined ? refused('too_large', `This must be JSON of at most ${maxJsonDepth} levels`) : { value: json }
  },
  check: (value, field) => (Array.isArray(value) ? checkCount(value, field) : []),
  comparable: (value) => (Array.isArray(value) && value.length === 0 ? null : true),
  inputSchema: (field) => listSchema({ type: 'object' }, field.many === true),
  outputSchema: (field, [inside = { type: 'object' }] = []) => listSchema(inside, field.many === true),
  typescript: ({ components: [name] = [], many }, typeOf = (component) => component) => {
    const own = name === undefined ? 'object' : typeOf(name)
    return many === true ? `Item<${own}>[]` : own
  },
}

/** What is wrong with a component, or a list of components or blocks, seen from outside. */
export function outlineFault(value: unknown, { kind, many }: Pick<Field, 'kind' | 'many'>): Issue | null {
  const noItem = `This must be an object with the fields of the ${kind === 'blocks' ? 'block' : 'component'}`
  if (kind !== 'blocks' && many !== true) return isPlainObject(value) ? null : fault('wrong_type', noItem)
  if (!Array.isArray(value)) return fault('wrong_type', `This must be a list of ${kind === 'blocks' ? 'blocks' : 'components'}`)
  if (value.length > maxItems) return fault('too_long', `This takes at most ${maxItems.toLocaleString('en')} items`)
  const index = value.findIndex((item) => !isPlainObject(item))
  return index === -1 ? null : fault('wrong_type', noItem, `/${index}`)
}

function listSchema(items: JsonSchema, isList: boolean): JsonSchema {
  return isList ? { type: 'array', items } : items
}
