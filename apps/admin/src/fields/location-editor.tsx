import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import type { Json } from '@verso/model'
import { type ClipboardEvent, useEffect, useState } from 'react'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'
import { memberOf } from './nested/items.ts'

const parts = [
  { name: 'lat', label: t`Latitude`, most: 90, example: '52.52' },
  { name: 'lng', label: t`Longitude`, most: 180, example: '13.405' },
] as const

type Texts = Record<'lat' | 'lng', string>

/** A place on earth in two numbers. Two at once, as maps give them, may be pasted into the first. */
export function LocationEditor({
  value,
  onChange,
  onBlur,
  onLocalIssue,
  isInvalid,
  readOnly,
  labelId,
  controlId,
  describedBy,
}: FieldEditorProps) {
  const [texts, setTexts] = useState(() => textsOf(value))
  useEffect(() => {
    setTexts((current) => (same(parse(current).value, value) ? current : textsOf(value)))
  }, [value])

  function change(next: Texts) {
    setTexts(next)
    const { value: parsed, sentence } = parse(next)
    onLocalIssue(sentence)
    if (sentence === null) onChange(parsed)
  }

  function paste(event: ClipboardEvent) {
    const [, lat, lng] = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(event.clipboardData.getData('text')) ?? []
    if (lat === undefined || lng === undefined || readOnly) return
    event.preventDefault()
    change({ lat, lng })
  }

  return (
    <fieldset className={classes.group} id={controlId} aria-labelledby={labelId} aria-describedby={describedBy} onPaste={paste}>
      <div className={classes.coordinates}>
        {parts.map(({ name, label, example }) => (
          <TextInput
            key={name}
            label={label}
            placeholder={readOnly ? '' : example}
            value={texts[name]}
            inputMode="decimal"
            autoComplete="off"
            readOnly={readOnly}
            variant={readOnly ? 'unstyled' : 'default'}
            error={isInvalid}
            classNames={{ input: classes.figures }}
            onBlur={onBlur}
            onChange={(event) => change({ ...texts, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      {!readOnly && <p className={classes.facts}>{t`In degrees, south and west below zero. “52.52, 13.405” can be pasted as it is.`}</p>}
    </fieldset>
  )
}

function parse(texts: Texts): { value: { lat: number; lng: number } | null; sentence: string | null } {
  if (texts.lat.trim() === '' && texts.lng.trim() === '') return { value: null, sentence: null }
  for (const { name, label, most } of parts) {
    const number = Number(texts[name])
    if (texts[name].trim() === '') return { value: null, sentence: t`${label} is missing` }
    if (!(Math.abs(number) <= most)) return { value: null, sentence: t`${label} must be a number from -${most} to ${most}` }
  }
  return { value: { lat: Number(texts.lat) + 0, lng: Number(texts.lng) + 0 }, sentence: null }
}

function same(parsed: { lat: number; lng: number } | null, value: Json | undefined): boolean {
  if (parsed === null) return value === undefined || value === null
  return memberOf(value, 'lat') === parsed.lat && memberOf(value, 'lng') === parsed.lng
}

function textsOf(value: Json | undefined): Texts {
  return { lat: textOf(memberOf(value, 'lat')), lng: textOf(memberOf(value, 'lng')) }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'number' ? String(value) : ''
}
