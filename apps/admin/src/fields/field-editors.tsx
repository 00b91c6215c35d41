// Slugs and code are set in it; nothing before the form is.
import '@fontsource-variable/source-code-pro/wght.css'
import type { FieldKindName } from '@verso/model'
import type { ComponentType } from 'react'
import { BooleanEditor } from './boolean-editor.tsx'
import { DateEditor, DatetimeEditor } from './date-editor.tsx'
import { EnumEditor } from './enum-editor.tsx'
import type { FieldEditorProps } from './field-editor-props.ts'
import { JsonEditor } from './json-editor.tsx'
import { LongTextEditor, MarkdownEditor } from './long-text-editor.tsx'
import { MediaEditor } from './media-editor.tsx'
import { IntegerEditor, NumberEditor } from './number-editor.tsx'
import { ReferenceEditor } from './reference-editor.tsx'
import { RichTextField } from './rich-text-field.tsx'
import { SlugEditor } from './slug-editor.tsx'
import { TextEditor } from './text-editor.tsx'

/** The editor of each kind of field. Types only come from the model: its rules are the server's to check, and too heavy to bring along. */
export const fieldEditors: Record<FieldKindName, ComponentType<FieldEditorProps>> = {
  text: TextEditor,
  longText: LongTextEditor,
  markdown: MarkdownEditor,
  richText: RichTextField,
  integer: IntegerEditor,
  number: NumberEditor,
  boolean: BooleanEditor,
  date: DateEditor,
  datetime: DatetimeEditor,
  enum: EnumEditor,
  slug: SlugEditor,
  reference: ReferenceEditor,
  media: MediaEditor,
  json: JsonEditor,
}

/** Kinds whose editor is several controls: their label names a group. */
export function isGroupOfControls(kind: FieldKindName, many: boolean): boolean {
  return kind === 'reference' || kind === 'media' || kind === 'boolean' || kind === 'richText' || (kind === 'enum' && many)
}
