import type { FieldView } from '@verso/contract'

const kinds: string[] = ['reference', 'media', 'boolean', 'richText', 'location', 'component', 'blocks', 'computed']

/** Whether the editor of a field is several controls, or none: then its label names a group. */
export function isGroupOfControls({ kind, many }: FieldView): boolean {
  return kinds.includes(kind) || (kind === 'enum' && many === true)
}
