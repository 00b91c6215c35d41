import { useEditor, useEditorSelector } from '@portabletext/editor'
import { EntryPicker } from '../fields/pickers/entry-picker.tsx'
import { MediaPicker } from '../fields/pickers/media-picker.tsx'
import { useState } from 'react'
import type { OpenDialog } from './dialogs-context.ts'
import { EmbedDialog } from './embed-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { ObjectDialog } from './object-dialog.tsx'

/** The dialog that is open, if any; afterwards the caret is where it was. */
export function Dialogs({ dialog, onClose }: { dialog: OpenDialog; onClose: () => void }) {
  const [isPickingEntry, setIsPickingEntry] = useState(false)
  const { back, setLink, insert } = useEditBehind(dialog, () => {
    onClose()
    setIsPickingEntry(false)
  })
  return (
    <>
      {dialog?.kind === 'link' && !isPickingEntry && (
        <LinkDialog
          current={dialog.current}
          onClose={back}
          onEntry={() => setIsPickingEntry(true)}
          onAddress={(href) => setLink('link', { href })}
        />
      )}
      <EntryPicker
        opened={dialog?.kind === 'link' && isPickingEntry}
        title="the entry to link to"
        types={[]}
        exclude={[]}
        onClose={back}
        onPick={(entryId) => setLink('entryLink', { entry: { _ref: entryId } })}
      />
      <MediaPicker
        opened={dialog?.kind === 'image'}
        title="a picture"
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

  function select() {
    if (selection !== null) editor.send({ type: 'select', at: selection })
  }

  function leave() {
    onClose()
    requestAnimationFrame(() => editor.send({ type: 'focus' }))
  }

  return {
    back() {
      select()
      leave()
    },
    setLink(name: 'link' | 'entryLink', value: Record<string, unknown>) {
      select()
      for (const old of ['link', 'entryLink']) editor.send({ type: 'annotation.remove', annotation: { name: old } })
      editor.send({ type: 'annotation.add', annotation: { name, value } })
      leave()
    },
    insert(block: { _type: string; [name: string]: unknown }) {
      select()
      editor.send({ type: 'insert.block', block, placement: 'auto', select: 'end' })
      leave()
    },
  }
}
