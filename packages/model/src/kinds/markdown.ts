import type { FieldKind } from '../field-kind.ts'
import { longText } from './long-text.ts'

/** Markdown, kept exactly as it was written: the source is the value. */
export const markdown: FieldKind = {
  ...longText,
  name: 'markdown',
  label: 'Markdown',
  editor: 'markdown',
  inputSchema: (field) => ({ ...longText.inputSchema(field), contentMediaType: 'text/markdown' }),
  outputSchema: (field) => ({ ...longText.outputSchema(field), contentMediaType: 'text/markdown' }),
}
