import type { Json } from '@verso/model'
import { memo, useCallback, useMemo, useSyncExternalStore } from 'react'
import { describedBy, FieldFrame, fieldIds } from '../../fields/field-frame.tsx'
import { fieldEditors } from '../../fields/field-editors.tsx'
import { isGroupOfControls } from '../../fields/groups-of-controls.ts'
import { useIsShown } from '../../fields/use-is-shown.ts'
import type { ValuePlace } from './entry-values.ts'
import { OthersInField } from './others-here.tsx'
import { type EntrySession, editValue, keepSession } from './entry-session.ts'

interface FieldRowProps {
  place: ValuePlace
  session: EntrySession
  lockedBecause: string | null
  isTitle?: boolean
  /** Says the locale even where there is only one to write. */
  showsLocale?: boolean
}

/** One value with its editor. It listens to its own value only, so that typing draws one row. */
export const FieldRow = memo(function FieldRow({ place, session, lockedBecause, isTitle = false, showsLocale = false }: FieldRowProps) {
  const { pointer, field, locale } = place
  const { form } = session
  const subscribe = useCallback((listener: () => void) => form.subscribe(pointer, listener), [form, pointer])
  const value = useSyncExternalStore(subscribe, () => form.get(pointer))
  const issues = useSyncExternalStore(subscribe, () => form.issuesOf(pointer))
  const acts = useMemo(
    () => ({
      onChange: (next: Json | null) => editValue(session, pointer, next),
      onBlur: () => void keepSession(session),
      onLocalIssue: (sentence: string | null) => form.setIssue('typing', pointer, sentence),
    }),
    [session, form, pointer],
  )
  const isShown = useIsShown(field, pointer)
  const isComputed = field.kind === 'computed'
  const Editor = fieldEditors[field.kind]
  if (!isShown) return null
  const { controlId, labelId } = fieldIds(pointer)
  return (
    <FieldFrame
      field={field}
      pointer={pointer}
      locale={showsLocale ? locale : null}
      issues={issues}
      lockedBecause={isTitle ? null : lockedBecause}
      mark={<OthersInField session={session} pointer={pointer} />}
      isTitle={isTitle}
      isGroup={isGroupOfControls(field)}
    >
      <Editor
        field={field}
        pointer={pointer}
        value={value}
        {...acts}
        isInvalid={issues.length > 0}
        readOnly={lockedBecause !== null || isComputed}
        locale={locale}
        isTitle={isTitle}
        controlId={controlId}
        labelId={labelId}
        describedBy={describedBy(field, pointer, issues.length > 0)}
      />
    </FieldFrame>
  )
})
