import { EditorProvider, PortableTextEditable } from '@portabletext/editor'
import { NodePlugin } from '@portabletext/editor/plugins'
import { PasteLinkPlugin } from '@portabletext/plugin-paste-link'
import { useRef, useState } from 'react'
import type { FieldEditorProps } from '../fields/field-editor-props.ts'
import { Note } from '../parts/note.tsx'
import { Dialogs } from './dialogs.tsx'
import { DialogsContext, type OpenDialog } from './dialogs-context.ts'
import { editorSchema } from './editor-schema.ts'
import { flushSelection } from './flush-selection.ts'
import { LinkBar } from './link-bar.tsx'
import { nodes } from './nodes.tsx'
import { ObjectKeys } from './object-keys.tsx'
import { onPaste } from './paste.ts'
import classes from './rich-text.module.css'
import { Shortcuts } from './shortcuts.tsx'
import { type SlashKeys, SlashMenu } from './slash-menu.tsx'
import { toEditorValue } from './stored-value.ts'
import { table } from './table.tsx'
import { Toolbar } from './toolbar.tsx'
import { useInSync, ValueSync } from './value-sync.tsx'
import { WordCount } from './word-count.tsx'

/** Rich text, written as readers will see it. A value that the editor can't hold whole is shown, and never saved over. */
export function RichTextEditor(props: FieldEditorProps) {
  const { field, value, readOnly, isInvalid, controlId, labelId, describedBy, onBlur } = props
  const [isFull, setIsFull] = useState(false)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const slash = useRef<SlashKeys>(null)
  const sync = useInSync(props)
  const isLocked = readOnly || sync.isRefused
  return (
    <>
      {sync.isRefused && (
        <Note tone="warn" title="This text holds something that the editor can’t show whole.">
          <p>It is read-only here and stays as it is. It can be changed through the API.</p>
        </Note>
      )}
      <div
        className={classes.root}
        data-locked={isLocked || undefined}
        data-invalid={isInvalid || undefined}
        data-full={isFull || undefined}
      >
        <EditorProvider initialConfig={{ schemaDefinition: editorSchema, initialValue: toEditorValue(value) ?? [], readOnly: isLocked }}>
          <DialogsContext value={setDialog}>
            <NodePlugin nodes={nodes} />
            <table.Plugin />
            <PasteLinkPlugin />
            <Shortcuts />
            <ObjectKeys />
            <ValueSync sync={sync} value={value} isLocked={isLocked} />
            {!isLocked && <Toolbar label={field.label} controlId={controlId} isFull={isFull} onFull={() => setIsFull(!isFull)} />}
            {!isLocked && <LinkBar />}
            <div className={classes.scroll}>
              <PortableTextEditable
                id={controlId}
                className={classes.text}
                aria-labelledby={labelId}
                aria-describedby={describedBy}
                aria-multiline
                aria-invalid={isInvalid || undefined}
                role="textbox"
                dir="auto"
                spellCheck
                onPaste={onPaste}
                onKeyDownCapture={(event) => {
                  if (slash.current?.take(event) !== true) flushSelection(event)
                }}
                onBlur={() => {
                  sync.push()
                  onBlur()
                }}
              />
            </div>
            {!isLocked && <SlashMenu ref={slash} textId={controlId} />}
            {!isLocked && <WordCount />}
            <Dialogs dialog={dialog} onClose={() => setDialog(null)} />
          </DialogsContext>
        </EditorProvider>
      </div>
    </>
  )
}
