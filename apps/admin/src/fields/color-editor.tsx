import { t } from '@lingui/core/macro'
import { type ParsedText, ParsedTextEditor } from './parsed-text-editor.tsx'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'

/** A colour: chosen by eye in the swatch, or written. */
export function ColorEditor(props: FieldEditorProps) {
  const { field, value, onChange, onBlur, readOnly } = props
  const color = typeof value === 'string' ? value : null
  const swatch = (
    <span className={classes.swatch} style={color === null ? undefined : { background: color }} data-empty={color === null || undefined}>
      {!readOnly && (
        <input
          type="color"
          aria-label={t`Choose ${field.label} by eye`}
          value={sixDigits(color)}
          onBlur={onBlur}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </span>
  )
  return <ParsedTextEditor {...props} parse={parseColor} mode="text" left={swatch} />
}

function parseColor(text: string): ParsedText {
  return /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text)
    ? { value: text }
    : { sentence: t`This must be a colour, such as #115f6f` }
}

/** What the browser's own chooser takes. */
function sixDigits(color: string | null): string {
  if (color === null) return '#808080'
  const digits = color.slice(1)
  const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join('') : digits
  return `#${long.slice(0, 6).toLowerCase()}`
}
