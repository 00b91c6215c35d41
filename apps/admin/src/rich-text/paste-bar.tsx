import { Button, CloseButton } from '@mantine/core'
import { useEditor } from '@portabletext/editor'
import { IconClipboardText } from '@tabler/icons-react'
import { plainTextToBlocks } from './plain-text.ts'
import classes from './rich-text.module.css'
import type { PasteNote } from './use-paste.ts'

/** What became of the last paste, and the way to its bare words. */
export function PasteBar({ note, onDismiss }: { note: PasteNote | null; onDismiss: () => void }) {
  const editor = useEditor()
  if (note === null) return null
  const { sentence, plain } = note

  function pastePlain(text: string) {
    editor.send({ type: 'history.undo' })
    editor.send({
      type: 'insert.blocks',
      blocks: plainTextToBlocks(text),
      placement: 'auto',
    })
    editor.send({ type: 'focus' })
    onDismiss()
  }

  return (
    <section className={classes.bar} aria-label="Pasted">
      <IconClipboardText size={16} stroke={1.75} aria-hidden />
      <span className={classes.barTarget}>{sentence}</span>
      {plain !== null && (
        <Button size="compact-sm" onMouseDown={(event) => event.preventDefault()} onClick={() => pastePlain(plain)}>
          Paste as plain text
        </Button>
      )}
      <CloseButton size="sm" aria-label="Close this note" onClick={onDismiss} />
    </section>
  )
}
