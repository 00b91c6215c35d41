import { t } from '@lingui/core/macro'
import type { FieldEditorProps } from './field-editor-props.ts'
import { type ParsedText, ParsedTextEditor } from './parsed-text-editor.tsx'

export function NumberEditor(props: FieldEditorProps) {
  return <ParsedTextEditor {...props} parse={parseNumber} mode="decimal" />
}

/** A whole number; of any size, and then as text, where the field asks for it. */
export function IntegerEditor(props: FieldEditorProps) {
  const isBig = props.field.bigint === true
  return <ParsedTextEditor {...props} parse={isBig ? parseBigInteger : parseInteger} mode="numeric" size={isBig ? 'medium' : 'short'} />
}

/** A number that is kept exactly as it is written. */
export function DecimalEditor(props: FieldEditorProps) {
  return <ParsedTextEditor {...props} parse={parseDecimal} mode="decimal" size="medium" />
}

function parseNumber(text: string): ParsedText {
  const number = Number(text)
  return Number.isFinite(number) ? { value: number + 0 } : { sentence: t`This must be a number, such as 12 or 3.5` }
}

function parseInteger(text: string): ParsedText {
  const number = Number(text)
  return Number.isSafeInteger(number) ? { value: number + 0 } : { sentence: t`This must be a whole number, such as 12` }
}

function parseBigInteger(text: string): ParsedText {
  return /^(0|-?[1-9]\d{0,99})$/.test(text) ? { value: text } : { sentence: t`This must be a whole number of at most 100 digits` }
}

function parseDecimal(text: string): ParsedText {
  return /^-?\d{1,100}(\.\d{1,100})?$/.test(text) ? { value: text } : { sentence: t`This must be a decimal number, such as 12.50` }
}
