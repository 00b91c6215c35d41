import { useEditor } from '@portabletext/editor'
import { useOpenDialog } from './dialogs-context.ts'
import { table } from './table.tsx'

/** Puts a block in at the caret, or asks first for what it needs. */
export function useInsert(): (name: string) => void {
  const editor = useEditor()
  const openDialog = useOpenDialog()
  return (name) => {
    if (name === 'image' || name === 'embed' || name === 'entry') return openDialog({ kind: name })
    if (name === 'bullet' || name === 'number') editor.send({ type: 'list item.toggle', listItem: name })
    else if (/^(h[1-6]|blockquote)$/.test(name)) editor.send({ type: 'style.toggle', style: name })
    else {
      const block =
        name === 'table'
          ? table.createBlock({ rows: 3, columns: 3, headerRows: 1 })
          : name === 'code'
            ? { _type: 'code', code: '' }
            : { _type: name }
      editor.send({ type: 'insert.block', block, placement: 'auto', select: name === 'table' ? 'start' : 'end' })
    }
    editor.send({ type: 'focus' })
  }
}
