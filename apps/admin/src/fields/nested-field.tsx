import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { FieldEditorProps } from './field-editor-props.ts'

// What lists bring along, dragging above all, is only for forms that have some.
const NestedEditor = lazy(() => import('./nested/nested-editor.tsx').then((module) => ({ default: module.NestedEditor })))

export function NestedField(props: FieldEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={120} />}>
      <NestedEditor {...props} />
    </Suspense>
  )
}
