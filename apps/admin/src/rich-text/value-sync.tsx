import { type Editor, useEditor } from '@portabletext/editor'
import { EventListenerPlugin } from '@portabletext/editor/plugins'
import type { Json } from '@verso/model'
import { isSameText } from '@verso/rich-text'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FieldEditorProps } from '../fields/field-editor-props.ts'
import { toEditorValue, toStoredValue } from './stored-value.ts'

const pushAfterMs = 150

export interface Sync {
  /** The editor could not load the value whole: from then on nothing of it is handed out. */
  isRefused: boolean
  refuse: () => void
  attach: (editor: Editor) => void
  /** Something was typed; it is handed out after a moment. */
  note: () => void
  /** Hands out what was typed now. */
  push: () => void
  /** Whether the form's value is another than the one handed out last. */
  isForeign: (value: Json | undefined) => boolean
}

/** Carries the text from the editor to the form, in steps that typing doesn't feel. */
export function useInSync({ onChange }: FieldEditorProps): Sync {
  const [isRefused, setIsRefused] = useState(false)
  const latest = useRef({ onChange, isBlocked: false })
  latest.current.onChange = onChange
  return useMemo(() => {
    let editor: Editor | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let handedOut: Json | null | undefined
    const push = () => {
      if (timer === undefined || editor === null || latest.current.isBlocked) return
      clearTimeout(timer)
      timer = undefined
      handedOut = toStoredValue(editor.getSnapshot().context.value)
      latest.current.onChange(handedOut)
    }
    return {
      isRefused,
      refuse: () => {
        latest.current.isBlocked = true
        setIsRefused(true)
      },
      attach: (next: Editor) => {
        editor = next
      },
      note: () => {
        timer ??= setTimeout(push, pushAfterMs)
      },
      push,
      isForeign: (value) => {
        if ((value ?? null) === handedOut) return false
        handedOut = undefined
        return true
      },
    }
  }, [isRefused])
}

/** Keeps the editor's value and the form's the same; inside the editor's provider. */
export function ValueSync({ sync, value, isLocked }: { sync: Sync; value: Json | undefined; isLocked: boolean }) {
  const editor = useEditor()
  useEffect(() => {
    sync.attach(editor)
    return () => sync.push()
  }, [sync, editor])
  // What came from the editor doesn't go back into it: it would take away the letters typed since.
  useEffect(() => {
    if (sync.isForeign(value)) editor.send({ type: 'update value', value: toEditorValue(value) })
  }, [sync, editor, value])
  // The editor mends what it doesn't know by leaving it out, and tells of some of it only.
  function check(loaded: Json | undefined) {
    if (!isSameText(toStoredValue(editor.getSnapshot().context.value), loaded)) sync.refuse()
  }
  useEffect(() => editor.send({ type: 'update readOnly', readOnly: isLocked }), [editor, isLocked])
  return (
    <EventListenerPlugin
      on={(event) => {
        if (event.type === 'invalid value') sync.refuse()
        if (event.type === 'ready') check(value)
        if (event.type === 'value changed') check(toStoredValue(event.value))
        if (event.type === 'patch' && event.patch.origin !== 'remote') sync.note()
      }}
    />
  )
}
