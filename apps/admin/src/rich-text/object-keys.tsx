import type { Path, PortableTextObject } from '@portabletext/editor'
import { defineBehavior, effect, raise } from '@portabletext/editor/behaviors'
import { BehaviorPlugin } from '@portabletext/editor/plugins'
import { getFocusBlock, getFocusBlockObject } from '@portabletext/editor/selectors'
import { useMemo } from 'react'
import { type OpenDialog, useOpenDialog } from './dialogs-context.ts'

const editable = new Set(['image', 'code', 'embed'])

/** On a picture or another object `Enter` opens it; `alt` with an arrow moves the block that the caret is in. */
export function ObjectKeys() {
  const openDialog = useOpenDialog()
  const behaviors = useMemo(
    () => [openOnEnter(openDialog), moveOnArrow('ArrowUp', 'move.block up'), moveOnArrow('ArrowDown', 'move.block down')],
    [openDialog],
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
