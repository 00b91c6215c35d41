import { plural, t } from '@lingui/core/macro'
import { useEditor, useEditorSelector } from '@portabletext/editor'
import type { Json } from '@verso/model'
import { useDeferredValue } from 'react'
import { useAllowed } from './allowed.ts'
import { beginningsOf, insertablesOf } from './insertables.ts'
import classes from './rich-text.module.css'

export function WordCount() {
  const editor = useEditor()
  const value = useDeferredValue(useEditorSelector(editor, ({ context }) => context.value))
  const allowed = useAllowed()
  const isThereMore = insertablesOf(allowed).length + beginningsOf(allowed).length > 0
  const count = wordsIn(value as unknown as Json[])
  return (
    <div className={classes.foot}>
      <span>{plural(count, { one: '# word', other: '# words' })}</span>
      {isThereMore && <span>{t`Type / for blocks`}</span>}
    </div>
  )
}

function wordsIn(value: Json): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + wordsIn(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value['children']))
    return value['children']
      .map(textOf)
      .join('')
      .split(/\s+/)
      .filter((word) => word !== '').length
  return wordsIn(Object.values(value).filter((member) => Array.isArray(member)))
}

function textOf(child: Json): string {
  return typeof child === 'object' && child !== null && !Array.isArray(child) && typeof child['text'] === 'string' ? child['text'] : ''
}
