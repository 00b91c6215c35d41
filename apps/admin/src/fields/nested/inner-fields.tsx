import type { ContentTypeView, FieldView } from '@verso/contract'
import type { Json } from '@verso/model'
import { memo, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { FormContext, useFormSurroundings } from '../form-context.ts'
import { describedBy, FieldFrame, fieldIds } from '../field-frame.tsx'
import { isGroupOfControls } from '../groups-of-controls.ts'
import { useIsShown } from '../use-is-shown.ts'
import { memberOf } from './items.ts'
import classes from './nested.module.css'

interface InnerFieldsProps {
  type: ContentTypeView
  value: Json | undefined
  pointer: string
  /** The language of all that is inside; null where a translated field inside holds one value for each. */
  locale: string | null
  readOnly: boolean
  onChange: (value: Json) => void
  onBlur: () => void
}

/** The fields of a component. Each gets its own value only, so that typing into one draws no other. */
export function InnerFields({ type, value, pointer, locale, readOnly, onChange, onBlur }: InnerFieldsProps) {
  const form = useFormSurroundings()
  const latest = useRef({ value, onChange, onBlur })
  latest.current = { value, onChange, onBlur }
  const edit = useCallback((name: string, next: Json | null) => {
    const { value: before, onChange: change } = latest.current
    const members = typeof before === 'object' && before !== null && !Array.isArray(before) ? before : {}
    const after = { ...members, [name]: next }
    latest.current = { ...latest.current, value: after }
    change(after)
  }, [])
  const blur = useCallback(() => latest.current.onBlur(), [])
  const surroundings = useMemo(
    () =>
      form && {
        ...form,
        type,
        valueOf: (name: string, given: string | null) => {
          const found = form.valueAt(`${pointer}/${name}`)
          const isMap = locale === null && type.fields.find((field) => field.name === name)?.localized === true
          return isMap ? memberOf(found, given ?? form.locale) : found
        },
      },
    [form, type, pointer, locale],
  )
  return (
    <FormContext value={surroundings}>
      <div className={classes.fields}>
        {type.fields.map((field) => (
          <InnerField
            key={field.id}
            field={field}
            pointer={`${pointer}/${field.name}`}
            value={memberOf(value, field.name)}
            outerLocale={locale}
            readOnly={readOnly}
            onEdit={edit}
            onBlur={blur}
          />
        ))}
      </div>
    </FormContext>
  )
}

interface InnerFieldProps {
  field: FieldView
  pointer: string
  value: Json | undefined
  outerLocale: string | null
  readOnly: boolean
  onEdit: (name: string, value: Json | null) => void
  onBlur: () => void
}

const InnerField = memo(function InnerField({
  field,
  pointer: base,
  value: whole,
  outerLocale,
  readOnly,
  onEdit,
  onBlur,
}: InnerFieldProps) {
  const form = useFormSurroundings()
  const isMap = field.localized === true && outerLocale === null
  const locale = isMap ? (form?.locale ?? null) : outerLocale
  const pointer = isMap ? `${base}/${locale}` : base
  const value = isMap ? memberOf(whole, locale ?? '') : whole
  const issues = useIssues(pointer)
  const latest = useRef(whole)
  latest.current = whole
  const acts = useMemo(
    () => ({
      onChange: (next: Json | null) => {
        const map = typeof latest.current === 'object' && !Array.isArray(latest.current) ? latest.current : null
        if (isMap) latest.current = { ...map, [locale ?? '']: next }
        onEdit(field.name, isMap ? (latest.current ?? null) : next)
      },
      onLocalIssue: (sentence: string | null) => form?.setTypingIssue(pointer, sentence),
    }),
    [field.name, form, isMap, locale, onEdit, pointer],
  )
  // What was typed and is no value goes with its editor.
  useEffect(() => () => form?.setTypingIssue(pointer, null), [form, pointer])
  const Editor = form?.editors[field.kind]
  if (!useIsShown(field, pointer) || Editor === undefined) return null
  const { controlId, labelId } = fieldIds(pointer)
  const isLocked = readOnly || field.kind === 'computed'
  return (
    <FieldFrame
      field={field}
      pointer={pointer}
      locale={isMap ? locale : null}
      issues={issues}
      lockedBecause={null}
      isGroup={isGroupOfControls(field)}
    >
      <Editor
        field={field}
        pointer={pointer}
        value={value}
        {...acts}
        onBlur={onBlur}
        isInvalid={issues.length > 0}
        readOnly={isLocked}
        locale={locale}
        isTitle={false}
        controlId={controlId}
        labelId={labelId}
        describedBy={describedBy(field, pointer, issues.length > 0)}
      />
    </FieldFrame>
  )
})

const none: readonly string[] = []

function useIssues(pointer: string): readonly string[] {
  const form = useFormSurroundings()
  const subscribe = useCallback((listener: () => void) => form?.subscribeTo(pointer, listener) ?? (() => undefined), [form, pointer])
  return useSyncExternalStore(subscribe, () => form?.issuesOf(pointer) ?? none)
}
