import type { FieldKind } from '../field-kind.ts'
import { component } from './component.ts'

/** A list of components of several types, each saying by `_block` which one it is. */
export const blocks: FieldKind = {
  ...component,
  name: 'blocks',
  label: 'Blocks',
  settings: ['blocks', 'min', 'max'],
  editor: 'blocks',
  inputSchema: () => ({ type: 'array', items: { type: 'object', required: ['_block'], properties: { _block: { type: 'string' } } } }),
  outputSchema: (_field, kinds = []) => ({ type: 'array', items: kinds.length === 0 ? { type: 'object' } : { anyOf: kinds } }),
  typescript: ({ blocks: names = [] }, typeOf = (component) => component) =>
    names.length === 0 ? 'never[]' : `(${names.map((name) => `Block<${JSON.stringify(name)}, ${typeOf(name)}>`).join(' | ')})[]`,
}
