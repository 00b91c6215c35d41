import type { Path, PortableTextObject } from '@portabletext/editor'
import { defineBehavior, effect, raise } from '@portabletext/editor/behaviors'
import { BehaviorPlugin } from '@portabletext/editor/plugins'
import {
  getActiveAnnotations,
  getFocusBlock,
  getFocusBlockObject,
  getFocusInlineObject,
  isSelectionExpanded,
} from '@portabletext/editor/selectors'
import { useMemo } from 'react'
import { allowsAnnotation, useAllowed } from './allowed.ts'
import { type OpenDialog, useOpenDialog } from './dialogs-context.ts'

const editable = new Set(['image', 'code', 'embed'])

/** On an object `Enter` opens it; `alt` with an arrow moves the block that the caret is in; `mod+K` links what is selected. */
export function ObjectKeys() {
  const openDialog = useOpenDialog()
  const allowed = useAllowed()
  const mayLink = allowsAnnotation(allowed, 'link') || allowsAnnotation(allowed, 'entryLink')
  const behaviors = useMemo(
    () => [
      openOnEnter(openDialog),
      chooseOnEnter(openDialog),
      ...(mayLink ? [linkOnKey(openDialog)] : []),
      moveOnArrow('ArrowUp', 'move.block up'),
      moveOnArrow('ArrowDown', 'move.block down'),
    ],
    [openDialog, mayLink],
  )
  return <BehaviorPlugin behaviors={behaviors} />
}

function openOnEnter(openDialog: (dialog: OpenDialog) => void) {
  return defineBehavior({
    on: 'keyboard.keydown',
    guard: ({ snapshot, event }): { node: PortableTextObject; path: Path } | false => {
      const object = event.originEvent.key === 'Enter' ? getFocusBlockObject(snapshot) : undefined
      return object !== undefined && editable.has(object.node._type) ? object : false
    },
    actions: [(_, { node, path }) => [effect(() => openDialog({ kind: 'object', node, path }))]],
  })
}

function chooseOnEnter(openDialog: (dialog: OpenDialog) => void) {
  return defineBehavior({
    on: 'keyboard.keydown',
    guard: ({ snapshot, event }): { path: Path } | false => {
      const object = event.originEvent.key === 'Enter' ? getFocusInlineObject(snapshot) : undefined
      return object?.node._type === 'entry' ? object : false
    },
    actions: [(_, { path }) => [effect(() => openDialog({ kind: 'entry', path }))]],
  })
}

function linkOnKey(openDialog: (dialog: OpenDialog) => void) {
  return defineBehavior({
    on: 'keyboard.keydown',
    guard: ({ snapshot, event: { originEvent } }) => {
      const isKey = originEvent.key.toLowerCase() === 'k' && (originEvent.ctrlKey || originEvent.metaKey)
      const current = getActiveAnnotations(snapshot).find(({ _type }) => _type === 'link' || _type === 'entryLink') ?? null
      // Elsewhere the key opens the search, as in the rest of the house.
      return isKey && (current !== null || isSelectionExpanded(snapshot)) ? { current } : false
    },
    actions: [(_, { current }) => [effect(() => openDialog({ kind: 'link', current }))]],
  })
}

function moveOnArrow(key: string, type: 'move.block up' | 'move.block down') {
  return defineBehavior({
    on: 'keyboard.keydown',
    guard: ({ snapshot, event }) => {
      const block = event.originEvent.key === key && event.originEvent.altKey ? getFocusBlock(snapshot) : undefined
      return block === undefined ? false : block
    },
    actions: [(_, { path }) => [raise({ type, at: path })]],
  })
}
