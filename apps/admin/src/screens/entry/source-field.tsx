import { useMemo, useSyncExternalStore } from 'react'
import { FieldFrame, fieldIds } from '../../fields/field-frame.tsx'
import { fieldEditors } from '../../fields/field-editors.tsx'
import { FormContext, useFormSurroundings } from '../../fields/form-context.ts'
import { isGroupOfControls } from '../../fields/groups-of-controls.ts'
import type { ValuePlace } from './entry-values.ts'
import { useEntryWork } from './session-context.ts'

/** A value of the language beside, to read. What is nested shows the translations of that language. */
export function SourceField({ place, source, isTitle }: { place: ValuePlace; source: string; isTitle: boolean }) {
  const { field } = place
  const { form } = useEntryWork().session
  const surroundings = useFormSurroundings()
  const inSource = useMemo(() => surroundings && { ...surroundings, locale: source }, [surroundings, source])
  const value = useSyncExternalStore(
    (listener) => form.subscribe(place.pointer, listener),
    () => form.get(place.pointer),
  )
  const pointer = `/source${place.pointer}`
  const { controlId, labelId } = fieldIds(pointer)
  const Editor = fieldEditors[field.kind]
  return (
    <FormContext value={inSource}>
      <FieldFrame
        field={{ ...field, help: '' }}
        pointer={pointer}
        locale={source}
        issues={[]}
        lockedBecause={null}
        isTitle={isTitle}
        isGroup={isGroupOfControls(field)}
      >
        <Editor
          field={field}
          pointer={pointer}
          value={value}
          onChange={ignore}
          onBlur={ignore}
          onLocalIssue={ignore}
          isInvalid={false}
          readOnly
          locale={place.locale}
          isTitle={isTitle}
          controlId={controlId}
          labelId={labelId}
          describedBy={undefined}
        />
      </FieldFrame>
    </FormContext>
  )
}

function ignore(): void {}
