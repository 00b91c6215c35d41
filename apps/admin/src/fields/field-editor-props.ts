import type { FieldView } from '@verso/contract'
import type { Json } from '@verso/model'

/** What every editor of a value gets, whatever its kind. */
export interface FieldEditorProps {
  field: FieldView
  /** Where the value stands in the form; items of lists stand in it by their key. */
  pointer: string
  /** Undefined and null both mean that there is none. */
  value: Json | undefined
  /** Null clears. */
  onChange: (value: Json | null) => void
  /** The value is complete for now: it may be saved at once. */
  onBlur: () => void
  /** Something typed that can't be a value yet, in words; null when it can. It is shown with the field and never sent. */
  onLocalIssue: (sentence: string | null) => void
  isInvalid: boolean
  readOnly: boolean
  locale: string | null
  /** Large serif, for what names the entry. */
  isTitle: boolean
  controlId: string
  labelId: string
  describedBy: string | undefined
}
