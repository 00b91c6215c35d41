import { t } from '@lingui/core/macro'
import { Textarea } from '@mantine/core'
import type { Json } from '@verso/model'
import { useEffect, useRef, useState } from 'react'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'

/** Any JSON, as text. What doesn't parse stays on the screen, with the reason, and isn't sent. */
export function JsonEditor({
  field,
  value,
  onChange,
  onBlur,
  onLocalIssue,
  isInvalid,
  readOnly,
  controlId,
  describedBy,
}: FieldEditorProps) {
  const [text, setText] = useState(() => shown(value))
  const sent = useRef(JSON.stringify(value ?? null))
  useEffect(() => {
    const next = JSON.stringify(value ?? null)
    if (next === sent.current) return
    sent.current = next
    setText(shown(value))
  }, [value])

  function type(next: string) {
    setText(next)
    const parsed = parse(next)
    onLocalIssue('sentence' in parsed ? parsed.sentence : null)
    if ('sentence' in parsed) return
    sent.current = JSON.stringify(parsed.value)
    onChange(parsed.value)
  }

  return (
    <Textarea
      id={controlId}
      value={text}
      autosize
      minRows={readOnly ? 1 : 3}
      maxRows={30}
      readOnly={readOnly}
      variant={readOnly ? 'unstyled' : 'default'}
      error={isInvalid}
      spellCheck={false}
      autoCapitalize="none"
      aria-describedby={describedBy}
      aria-required={field.required === true}
      classNames={{ input: classes.code }}
      onBlur={() => {
        const parsed = parse(text)
        if (!readOnly && 'value' in parsed) setText(shown(parsed.value))
        onBlur()
      }}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}

function parse(text: string): { value: Json } | { sentence: string } {
  if (text.trim() === '') return { value: null }
  try {
    return { value: JSON.parse(text) as Json }
  } catch (error) {
    return { sentence: t`This is not JSON yet: ${error instanceof Error ? error.message : t`it does not parse`}` }
  }
}

function shown(value: Json | undefined): string {
  return value === undefined || value === null ? '' : JSON.stringify(value, null, 2)
}
