import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { type ChangeEvent, useEffect, useState } from 'react'
import { formatInZone, fromLocalInput, localZone, toLocalInput } from './local-time.ts'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'

const incomplete = t`This date is not complete`

/** A day of the calendar. */
export function DateEditor(props: FieldEditorProps) {
  return <Moment {...props} inputType="date" toInput={(value) => value} toValue={(text) => text} />
}

/** A moment: typed in this device's zone, which is written beside it, with the same moment in UTC. */
export function DatetimeEditor(props: FieldEditorProps) {
  const { value } = props
  return (
    <div className={classes.moment}>
      <Moment {...props} inputType="datetime-local" toInput={toLocalInput} toValue={fromLocalInput} />
      <span className={classes.zone}>{typeof value === 'string' ? formatInZone(value) : t`${localZone()} time`}</span>
    </div>
  )
}

interface MomentProps extends FieldEditorProps {
  inputType: 'date' | 'datetime-local'
  toInput: (value: string) => string
  toValue: (text: string) => string | null
}

function Moment({
  field,
  value,
  inputType,
  toInput,
  toValue,
  onChange,
  onBlur,
  onLocalIssue,
  isInvalid,
  readOnly,
  controlId,
  describedBy,
}: MomentProps) {
  const outer = typeof value === 'string' ? toInput(value) : ''
  // What is typed is kept apart: a browser tells of a half-typed date as of an empty one.
  const [text, setText] = useState(outer)
  useEffect(() => setText(outer), [outer])

  function change({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    setText(currentTarget.value)
    if (currentTarget.validity.badInput) return
    onLocalIssue(null)
    onChange(currentTarget.value === '' ? null : toValue(currentTarget.value))
  }

  return (
    <TextInput
      id={controlId}
      type={inputType}
      value={text}
      readOnly={readOnly}
      variant={readOnly ? 'unstyled' : 'default'}
      error={isInvalid}
      max={inputType === 'date' ? '9999-12-31' : '9999-12-31T23:59'}
      aria-describedby={describedBy}
      aria-required={field.required === true}
      className={classes.short}
      onChange={change}
      onBlur={(event) => {
        onLocalIssue(event.currentTarget.validity.badInput ? incomplete : null)
        onBlur()
      }}
    />
  )
}
