import { t } from '@lingui/core/macro'
import { type ChildPath, type Editor, type Path, useEditor, useEditorSelector } from '@portabletext/editor'
import { getNextSpan } from '@portabletext/editor/selectors'
import { EntryPicker } from '../fields/pickers/entry-picker.tsx'
import { MediaPicker } from '../fields/pickers/media-picker.tsx'
import { useRef, useState } from 'react'
import { allowsAnnotation, useAllowed } from './allowed.ts'
import type { OpenDialog } from './dialogs-context.ts'
import { EmbedDialog } from './embed-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { ObjectDialog } from './object-dialog.tsx'

/** The dialog that is open, if any; afterwards the caret is where it was. */
export function Dialogs({ dialog, onClose }: { dialog: OpenDialog; onClose: () => void }) {
  const [isPickingEntry, setIsPickingEntry] = useState(false)
  const allowed = useAllowed()
  const { back, setLink, insert, putEntry } = useEditBehind(dialog, () => {
    onClose()
    setIsPickingEntry(false)
  })
  return (
    <>
      {dialog?.kind === 'link' && !isPickingEntry && (
        <LinkDialog
          current={dialog.current}
          onClose={back}
          onEntry={allowsAnnotation(allowed, 'entryLink') ? () => setIsPickingEntry(true) : null}
          onAddress={allowsAnnotation(allowed, 'link') ? (href) => setLink('link', { href }) : null}
        />
      )}
      <EntryPicker
        opened={dialog?.kind === 'link' && isPickingEntry}
        title={t`the entry to link to`}
        types={allowed.entries}
        exclude={[]}
        onClose={back}
        onPick={(entryId) => setLink('entryLink', { entry: { _ref: entryId } })}
      />
      <EntryPicker
        opened={dialog?.kind === 'entry'}
        title={t`an entry to stand in the text`}
        types={allowed.entries}
        exclude={[]}
        onClose={back}
        onPick={(entryId) => putEntry(entryId, dialog?.kind === 'entry' ? dialog.path : undefined)}
      />
      <MediaPicker
        opened={dialog?.kind === 'image'}
        title={t`a picture`}
        accept={['image/*']}
        onClose={back}
        onPick={({ id }) => insert({ _type: 'image', media: { _media: id } })}
      />
      {dialog?.kind === 'embed' && <EmbedDialog onClose={back} onInsert={(url) => insert({ _type: 'embed', url })} />}
      {dialog?.kind === 'object' && <ObjectDialog key={JSON.stringify(dialog.path)} node={dialog.node} path={dialog.path} onClose={back} />}
    </>
  )
}

/** Edits the text as it was selected when the dialog opened: a field of the dialog takes the browser's selection. */
function useEditBehind(dialog: OpenDialog, onClose: () => void) {
  const editor = useEditor()
  const present = useEditorSelector(editor, ({ context }) => context.selection)
  const [selection, setSelection] = useState(present)
  if (dialog === null && selection !== present) setSelection(present)
  // A picker closes itself after a choice; the caret stands behind what was put in by then.
  const left = useRef<OpenDialog>(null)

  function select() {
    if (selection !== null) editor.send({ type: 'select', at: selection })
  }

  function leave() {
    left.current = dialog
    onClose()
    requestAnimationFrame(() => editor.send({ type: 'focus' }))
  }

  return {
    back() {
      if (left.current === dialog) return
      select()
      leave()
    },
    setLink(name: 'link' | 'entryLink', value: Record<string, unknown>) {
      select()
      for (const old of ['link', 'entryLink']) editor.send({ type: 'annotation.remove', annotation: { name: old } })
      editor.send({ type: 'annotation.add', annotation: { name, value } })
      leave()
    },
    putEntry(entryId: string, path: Path | undefined) {
      select()
      const entry = { _ref: entryId }
      if (path !== undefined) editor.send({ type: 'child.set', at: path as ChildPath, props: { entry } })
      else insertInline(editor, { name: 'entry', value: { entry } })
      leave()
    },
    insert(block: { _type: string; [name: string]: unknown }) {
      select()
      editor.send({ type: 'insert.block', block, placement: 'auto', select: 'end' })
      leave()
    },
  }
}

/** Puts an object in among the words. What is typed next stands after it: on the object itself the editor would ignore it. */
function insertInline(editor: Editor, inlineObject: { name: string; value: Record<string, unknown> }): void {
  editor.send({ type: 'insert.inline object', inlineObject })
  const after = getNextSpan(editor.getSnapshot())
  if (after === undefined) return
  const point = { path: after.path, offset: 0 }
  editor.send({ type: 'select', at: { anchor: point, focus: point } })
}
