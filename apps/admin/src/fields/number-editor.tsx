import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'

/** A number as it is typed; what isn't one yet is kept on the screen and not sent. */
export function NumberEditor(props: FieldEditorProps) {
  return <Digits {...props} parse={parseNumber} mode="decimal" />
}

export function IntegerEditor(props: FieldEditorProps) {
  return <Digits {...props} parse={parseInteger} mode="numeric" />
}

interface DigitsProps extends FieldEditorProps {
  parse: (text: string) => number | string
  mode: 'decimal' | 'numeric'
}

function Digits({ field, value, parse, mode, onChange, onBlur, onLocalIssue, isInvalid, readOnly, controlId, describedBy }: DigitsProps) {
  const [text, setText] = useState(() => shown(value))
  // A value from elsewhere replaces what is typed only when it says something else.
  useEffect(() => {
    setText((current) =>
      parse(current.trim()) === value ? current : typeof value === 'number' ? shown(value) : isNumber(parse(current.trim())) ? '' : current,
    )
  }, [value, parse])

  function type(next: string) {
    setText(next)
    const parsed = next.trim() === '' ? null : parse(next.trim())
    onLocalIssue(typeof parsed === 'string' ? parsed : null)
    if (typeof parsed !== 'string') onChange(parsed)
  }

  return (
    <TextInput
      id={controlId}
      value={text}
      inputMode={mode}
      autoComplete="off"
      readOnly={readOnly}
      variant={readOnly ? 'unstyled' : 'default'}
      error={isInvalid}
      aria-describedby={describedBy}
      aria-required={field.required === true}
      className={classes.short}
      classNames={{ input: classes.figures }}
      onBlur={onBlur}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}

function parseNumber(text: string): number | string {
  const number = Number(text)
  return text !== '' && Number.isFinite(number) ? number + 0 : 'This must be a number, such as 12 or 3.5'
}

function parseInteger(text: string): number | string {
  const number = Number(text)
  return text !== '' && Number.isSafeInteger(number) ? number + 0 : 'This must be a whole number, such as 12'
}

function isNumber(parsed: number | string): boolean {
  return typeof parsed === 'number'
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : ''
}
