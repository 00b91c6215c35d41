import { EditorProvider, PortableTextEditable } from '@portabletext/editor'
import { NodePlugin } from '@portabletext/editor/plugins'
import { useMemo, useRef, useState } from 'react'
import type { FieldEditorProps } from '../fields/field-editor-props.ts'
import { AllowedContext, allowedBy, useAllowed } from './allowed.ts'
import { Dialogs } from './dialogs.tsx'
import { DialogsContext, type OpenDialog } from './dialogs-context.ts'
import { editorSchema } from './editor-schema.ts'
import { flushSelection } from './flush-selection.ts'
import { LinkBar } from './link-bar.tsx'
import { nodes } from './nodes.tsx'
import { ObjectKeys } from './object-keys.tsx'
import { NotAllowedNote } from './not-allowed-note.tsx'
import { OnlyAllowed } from './only-allowed.tsx'
import { PasteBar } from './paste-bar.tsx'
import { PlainReading } from './plain-reading.tsx'
import classes from './rich-text.module.css'
import { Shortcuts } from './shortcuts.tsx'
import { type SlashKeys, SlashMenu } from './slash-menu.tsx'
import { toEditorValue } from './stored-value.ts'
import { table } from './table.tsx'
import { Toolbar } from './toolbar.tsx'
import { usePaste } from './use-paste.ts'
import { type Sync, useInSync, ValueSync } from './value-sync.tsx'
import { WordCount } from './word-count.tsx'

/** Rich text, written as readers will see it. A value that the editor can't hold whole is shown, and never saved over. */
export function RichTextEditor(props: FieldEditorProps) {
  const { field, value, readOnly, labelId } = props
  const sync = useInSync(props)
  const allowed = useMemo(() => allowedBy(field), [field])
  if (sync.isRefused) return <PlainReading value={value} labelId={labelId} />
  return (
    <AllowedContext value={allowed}>
      {!readOnly && <NotAllowedNote value={value} />}
      <EditorProvider initialConfig={{ schemaDefinition: editorSchema, initialValue: toEditorValue(value) ?? [], readOnly }}>
        <NodePlugin nodes={nodes} />
        <table.Plugin />
        <OnlyAllowed />
        <Shortcuts />
        <ValueSync sync={sync} value={value} isLocked={readOnly} />
        <Surface {...props} sync={sync} />
      </EditorProvider>
    </AllowedContext>
  )
}

/** The text with its tools around it; inside the editor's provider. */
function Surface({ sync, ...props }: FieldEditorProps & { sync: Sync }) {
  const { field, readOnly: isLocked, isInvalid, controlId, labelId, describedBy, onBlur } = props
  const [isFull, setIsFull] = useState(false)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const slash = useRef<SlashKeys>(null)
  const { note, setNote, onPaste, noteKey } = usePaste(useAllowed())
  return (
    <DialogsContext value={setDialog}>
      <ObjectKeys />
      <div
        className={classes.root}
        data-locked={isLocked || undefined}
        data-invalid={isInvalid || undefined}
        data-full={isFull || undefined}
      >
        {!isLocked && <Toolbar label={field.label} controlId={controlId} isFull={isFull} onFull={() => setIsFull(!isFull)} />}
        {!isLocked && <PasteBar note={note} onNote={setNote} />}
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
              noteKey(event)
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
      </div>
    </DialogsContext>
  )
}
