import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { FieldEditorProps } from './field-editor-props.ts'

// A sixth of a megabyte that forms without rich text never load.
const RichTextEditor = lazy(() => import('../rich-text/rich-text-editor.tsx').then((module) => ({ default: module.RichTextEditor })))

export function RichTextField(props: FieldEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={240} />}>
      <RichTextEditor {...props} />
    </Suspense>
  )
}
