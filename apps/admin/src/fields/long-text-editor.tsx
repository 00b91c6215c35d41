import { Textarea } from '@mantine/core'
import classes from './field-editors.module.css'
import type { FieldEditorProps } from './field-editor-props.ts'

/** Several lines of plain text, in the face that readers get. */
export function LongTextEditor(props: FieldEditorProps) {
  return <Lines {...props} className={classes.prose} />
}

/** Markdown is written as it is kept: its source. */
export function MarkdownEditor(props: FieldEditorProps) {
  return <Lines {...props} className={classes.source} />
}

function Lines({
  field,
  value,
  onChange,
  onBlur,
  isInvalid,
  readOnly,
  controlId,
  describedBy,
  className = '',
}: FieldEditorProps & { className?: string | undefined }) {
  return (
    <Textarea
      id={controlId}
      value={typeof value === 'string' ? value : ''}
      autosize
      minRows={readOnly ? 1 : 3}
      maxRows={40}
      readOnly={readOnly}
      variant={readOnly ? 'unstyled' : 'default'}
      error={isInvalid}
      aria-describedby={describedBy}
      aria-required={field.required === true}
      classNames={{ input: className }}
      onBlur={onBlur}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      dir="auto"
    />
  )
}
