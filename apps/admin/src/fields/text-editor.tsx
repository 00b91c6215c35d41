import { t } from '@lingui/core/macro'
import { Textarea, TextInput } from '@mantine/core'
import classes from './field-editors.module.css'
import type { FieldEditorProps } from './field-editor-props.ts'

/** One line. The title of an entry is set large and wraps. */
export function TextEditor({ field, value, onChange, onBlur, isInvalid, readOnly, isTitle, controlId, describedBy }: FieldEditorProps) {
  const text = typeof value === 'string' ? value : ''
  const shared = {
    id: controlId,
    value: text,
    onBlur,
    readOnly,
    error: isInvalid,
    required: false,
    'aria-describedby': describedBy,
    'aria-required': field.required === true,
  }
  if (!isTitle) {
    return (
      <TextInput
        {...shared}
        variant={readOnly ? 'unstyled' : 'default'}
        onChange={(event) => onChange(orNull(event.currentTarget.value))}
        dir="auto"
      />
    )
  }
  return (
    <Textarea
      {...shared}
      autosize
      minRows={1}
      variant="unstyled"
      placeholder={readOnly ? t`Untitled` : field.label}
      classNames={{ input: classes.title ?? '' }}
      data-invalid-title={isInvalid || undefined}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey && !event.nativeEvent.isComposing) event.preventDefault()
      }}
      onChange={(event) => onChange(orNull(event.currentTarget.value.replace(/[\r\n]+/g, ' ')))}
      dir="auto"
    />
  )
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}
