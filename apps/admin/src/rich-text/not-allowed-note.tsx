import { t } from '@lingui/core/macro'
import type { Json } from '@verso/model'
import { useDeferredValue, useMemo } from 'react'
import { Note } from '../parts/note.tsx'
import { type Allowed, useAllowed } from './allowed.ts'
import { blockLabels, listLabels, markLabels, styleLabels } from './format-labels.ts'

/** A text from before its field was narrowed: it stays whole, but it can't be saved with what the field no longer allows. */
export function NotAllowedNote({ value }: { value: Json | undefined }) {
  const allowed = useAllowed()
  const text = useDeferredValue(value)
  const names = useMemo(() => (allowed.isNarrowed ? [...new Set(notAllowed(text ?? null, allowed))] : []), [text, allowed])
  if (names.length === 0) return null
  return (
    <Note tone="warn" title={t`This field no longer allows: ${names.join(', ')}.`}>
      <p>{t`Take it out of the text to save it.`}</p>
    </Note>
  )
}

function notAllowed(node: Json, allowed: Allowed): string[] {
  if (Array.isArray(node)) return node.flatMap((item) => notAllowed(item, allowed))
  if (typeof node !== 'object' || node === null) return []
  const type = String(node['_type'])
  const own =
    type === 'block' ? notAllowedInText(node, allowed) : type in blockLabels && !isKnown(type, allowed) ? [blockLabels[type] ?? type] : []
  return [...own, ...Object.values(node).flatMap((member) => (Array.isArray(member) ? notAllowed(member, allowed) : []))]
}

function notAllowedInText(block: { [name: string]: Json }, { styles, lists, decorators, annotations }: Allowed): string[] {
  const { style, listItem, children, markDefs } = block
  const marks = listOf(children).flatMap((child) => listOf(child['marks']).filter((mark) => typeof mark === 'string'))
  return [
    ...(typeof style === 'string' && !styles.includes(style) ? [styleLabels[style] ?? style] : []),
    ...(typeof listItem === 'string' && !lists.includes(listItem) ? [listLabels[listItem] ?? listItem] : []),
    ...marks.filter((mark) => mark in markLabels && !decorators.includes(mark)).map((mark) => markLabels[mark] ?? mark),
    ...listOf(markDefs).flatMap(({ _type }) =>
      Object.hasOwn(annotations, String(_type)) ? [] : [markLabels[String(_type)] ?? String(_type)],
    ),
  ]
}

function isKnown(type: string, { blockObjects, inlineObjects }: Allowed): boolean {
  return Object.hasOwn(blockObjects, type) || Object.hasOwn(inlineObjects, type)
}

function listOf(value: Json | undefined): { [name: string]: Json }[] {
  return (Array.isArray(value) ? value : []) as { [name: string]: Json }[]
}
