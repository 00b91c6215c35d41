import { TextInput } from '@mantine/core'
import type { Json } from '@verso/model'
import { type ReactNode, useEffect, useState } from 'react'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'

export type ParsedText = { value: Json } | { sentence: string }

interface ParsedTextEditorProps extends FieldEditorProps {
  /** Of the text without spaces around it; it is never empty. */
  parse: (text: string) => ParsedText
  mode: 'decimal' | 'numeric' | 'email' | 'url' | 'text'
  size?: 'short' | 'medium' | 'full'
  left?: ReactNode
  right?: ReactNode
}

/** A value that is typed as text. What isn't one yet is kept on the screen, with the reason, and not sent. */
export function ParsedTextEditor(props: ParsedTextEditorProps) {
  const { field, value, parse, mode, size = 'short', left, right, onChange, onBlur, onLocalIssue } = props
  const { isInvalid, readOnly, controlId, describedBy } = props
  const [text, setText] = useState(() => shown(value))
  // A value from elsewhere replaces what is typed only when it says something else.
  useEffect(() => {
    setText((current) => {
      const parsed = parsedOf(current, parse)
      if ('sentence' in parsed) return value === undefined || value === null ? current : shown(value)
      return parsed.value === (value ?? null) ? current : shown(value)
    })
  }, [value, parse])

  function type(next: string) {
    setText(next)
    const parsed = parsedOf(next, parse)
    onLocalIssue('sentence' in parsed ? parsed.sentence : null)
    if ('value' in parsed) onChange(parsed.value)
  }

  return (
    <TextInput
      id={controlId}
      value={text}
      inputMode={mode}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      readOnly={readOnly}
      variant={readOnly ? 'unstyled' : 'default'}
      error={isInvalid}
      aria-describedby={describedBy}
      aria-required={field.required === true}
      className={size === 'full' ? undefined : classes[size]}
      classNames={{ input: mode === 'decimal' || mode === 'numeric' ? classes.figures : undefined }}
      leftSection={left}
      rightSection={right}
      onBlur={onBlur}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}

function parsedOf(text: string, parse: (text: string) => ParsedText): ParsedText {
  const trimmed = text.trim()
  return trimmed === '' ? { value: null } : parse(trimmed)
}

function shown(value: Json | undefined): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : ''
}
