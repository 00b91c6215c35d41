import { t } from '@lingui/core/macro'
import { useEditor, useEditorSelector } from '@portabletext/editor'
import { getBlockTextBefore, getFocusSpan, isSelectionCollapsed } from '@portabletext/editor/selectors'
import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { type Allowed, useAllowed } from './allowed.ts'
import { beginningsOf, type Insertable, insertablesOf } from './insertables.ts'
import classes from './slash-menu.module.css'
import { useInsert } from './use-insert.ts'

export interface SlashKeys {
  /** True when the menu took the key. */
  take: (event: KeyboardEvent) => boolean
}

const slash = /(?:^|\s)\/([a-z0-9 ]{0,20})$/i

/** What can be inserted, after a `/` on an empty line or after a space; filtered by what is typed. `Esc` leaves the slash. */
export function SlashMenu({ ref, textId }: { ref: RefObject<SlashKeys | null>; textId: string }) {
  const { isOpen, found, index, choose, take } = useSlash()
  const list = useRef<HTMLDivElement>(null)
  useCombobox(textId, isOpen ? `${textId}-slash-${index}` : null)
  useLayoutEffect(() => {
    if (isOpen) placeAtCaret(list.current)
  }, [isOpen])
  useImperativeHandle(ref, () => ({ take }))
  if (!isOpen) return null
  return (
    <div ref={list} id={`${textId}-slash`} role="listbox" aria-label={t`Insert`} className={classes.root}>
      {found.map((item, position) => (
        <div
          key={item.name}
          id={`${textId}-slash-${position}`}
          role="option"
          tabIndex={-1}
          aria-selected={position === index}
          className={classes.item}
          onMouseDown={(event) => {
            event.preventDefault()
            choose(item)
          }}
        >
          <item.icon size={18} stroke={1.75} aria-hidden /> {item.label}
        </div>
      ))}
    </div>
  )
}

function useSlash() {
  const editor = useEditor()
  const insert = useInsert()
  const allowed = useAllowed()
  const before = useEditorSelector(editor, (snapshot) =>
    isSelectionCollapsed(snapshot) && getFocusSpan(snapshot) !== undefined ? getBlockTextBefore(snapshot) : '',
  )
  const words = slash.exec(before)?.[1] ?? null
  const stem = words === null ? null : before.slice(0, before.length - words.length)
  const [dismissed, setDismissed] = useState<string | null>(null)
  const [index, setIndex] = useState(0)
  const found = words === null ? [] : matching(words, allowed)
  const isOpen = found.length > 0 && stem !== dismissed

  useEffect(() => {
    if (stem === null) setDismissed(null)
  }, [stem])
  useEffect(() => setIndex(0), [words])

  function choose(item: Insertable) {
    for (let count = (words ?? '').length + 1; count > 0; count -= 1) editor.send({ type: 'delete.backward', unit: 'character' })
    insert(item.name)
  }

  function take(event: KeyboardEvent): boolean {
    const chosen = found[index]
    if (!isOpen || chosen === undefined) return false
    if (event.key === 'Escape') setDismissed(stem)
    else if (event.key === 'ArrowDown') setIndex((index + 1) % found.length)
    else if (event.key === 'ArrowUp') setIndex((index - 1 + found.length) % found.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(chosen)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return { isOpen, found, index, choose, take }
}

function matching(words: string, allowed: Allowed): Insertable[] {
  const wanted = words.trim().toLowerCase()
  return [...insertablesOf(allowed), ...beginningsOf(allowed)].filter(({ label, words: others }) =>
    `${label} ${others}`.toLowerCase().includes(wanted),
  )
}

/** While the menu is open, the text field says which option is the active one. */
function useCombobox(textId: string, activeId: string | null): void {
  useEffect(() => {
    const text = document.getElementById(textId)
    if (text === null || activeId === null) return
    text.setAttribute('aria-activedescendant', activeId)
    text.setAttribute('aria-controls', `${textId}-slash`)
    return () => {
      text.removeAttribute('aria-activedescendant')
      text.removeAttribute('aria-controls')
    }
  }, [textId, activeId])
}

function placeAtCaret(list: HTMLDivElement | null): void {
  const selection = document.getSelection()
  const root = list?.offsetParent?.getBoundingClientRect()
  if (list === null || root === undefined || selection === null || selection.rangeCount === 0) return
  const caret = selection.getRangeAt(0).getBoundingClientRect()
  const fitsBelow = caret.bottom + list.offsetHeight + 16 < window.innerHeight
  list.style.insetBlockStart = `${fitsBelow ? caret.bottom - root.top + 6 : caret.top - root.top - list.offsetHeight - 6}px`
  list.style.insetInlineStart = `${Math.max(8, Math.min(caret.left - root.left, root.width - list.offsetWidth - 8))}px`
}
