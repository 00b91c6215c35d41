import type { FieldEditorProps } from '../field-editor-props.ts'
import { ComponentEditor } from './component-editor.tsx'
import { ItemListEditor } from './item-list-editor.tsx'

/** The editor of component and blocks fields. */
export function NestedEditor(props: FieldEditorProps) {
  const isOne = props.field.kind === 'component' && props.field.many !== true
  return isOne ? <ComponentEditor {...props} /> : <ItemListEditor {...props} />
}
