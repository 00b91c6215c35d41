import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useSignal } from '../../api/signal.ts'
import { Note } from '../../parts/note.tsx'
import { editValue, saveSession } from './entry-session.ts'
import { valuesOf } from './entry-values.ts'
import { useEntryWork } from './session-context.ts'

/** Before anything is written, a new entry may begin from a template. */
export function TemplateChoice() {
  const { session, type, lockedBecause } = useEntryWork()
  const entry = useSignal(session.entry)
  const isUntouched = useSyncExternalStore(session.form.subscribeAll, () => session.touched.size === 0)
  const templates = type.templates ?? []
  if (entry !== null || !isUntouched || lockedBecause !== null || templates.length === 0) return null

  function begin(fields: Record<string, unknown>) {
    for (const [pointer, value] of valuesOf(fields, session.places)) if (value !== undefined) editValue(session, pointer, value)
    void saveSession(session)
  }

  return (
    <Note
      tone="info"
      title={t`Begin from a template, or just write.`}
      action={templates.map(({ name, label, fields }) => (
        <Button key={name} size="compact-sm" onClick={() => begin(fields)}>
          {label}
        </Button>
      ))}
    />
  )
}
