// Slugs and code are set in it; nothing before the form is.
import '@fontsource-variable/source-code-pro/wght.css'
import type { FieldKindName } from '@verso/model'
import type { ComponentType } from 'react'
import { EmailEditor, UrlEditor } from './address-editors.tsx'
import { BooleanEditor } from './boolean-editor.tsx'
import { ColorEditor } from './color-editor.tsx'
import { ComputedValue } from './computed-value.tsx'
import { DateEditor, DatetimeEditor } from './date-editor.tsx'
import { EnumEditor } from './enum-editor.tsx'
import type { FieldEditorProps } from './field-editor-props.ts'
import { JsonEditor } from './json-editor.tsx'
import { LocationEditor } from './location-editor.tsx'
import { LongTextEditor, MarkdownEditor } from './long-text-editor.tsx'
import { MediaEditor } from './media-editor.tsx'
import { NestedField } from './nested-field.tsx'
import { DecimalEditor, IntegerEditor, NumberEditor } from './number-editor.tsx'
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
  decimal: DecimalEditor,
  number: NumberEditor,
  boolean: BooleanEditor,
  date: DateEditor,
  datetime: DatetimeEditor,
  enum: EnumEditor,
  slug: SlugEditor,
  email: EmailEditor,
  url: UrlEditor,
  color: ColorEditor,
  reference: ReferenceEditor,
  media: MediaEditor,
  location: LocationEditor,
  json: JsonEditor,
  component: NestedField,
  blocks: NestedField,
  computed: ComputedValue,
}
