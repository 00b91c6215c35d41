import { Menu, Tooltip } from '@mantine/core'
import { useEditor, useEditorSelector } from '@portabletext/editor'
import { getActiveListItem, getActiveStyle, isActiveAnnotation, isActiveDecorator } from '@portabletext/editor/selectors'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconBold,
  IconChevronDown,
  IconCode,
  type Icon,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconPlus,
  IconStrikethrough,
  IconSubscript,
  IconSuperscript,
  IconUnderline,
} from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useOpenDialog } from './dialogs-context.ts'
import { insertables } from './insertables.ts'
import { useInsert } from './use-insert.ts'
import classes from './rich-text.module.css'

const styles = [
  { name: 'normal', label: 'Paragraph' },
  { name: 'h1', label: 'Heading 1' },
  { name: 'h2', label: 'Heading 2' },
  { name: 'h3', label: 'Heading 3' },
  { name: 'h4', label: 'Heading 4' },
  { name: 'h5', label: 'Heading 5' },
  { name: 'h6', label: 'Heading 6' },
  { name: 'blockquote', label: 'Quote' },
]

const decorators: { name: string; label: string; icon: Icon }[] = [
  { name: 'strong', label: 'Bold', icon: IconBold },
  { name: 'em', label: 'Italic', icon: IconItalic },
  { name: 'underline', label: 'Underline', icon: IconUnderline },
  { name: 'strike-through', label: 'Strikethrough', icon: IconStrikethrough },
  { name: 'code', label: 'Code', icon: IconCode },
  { name: 'sub', label: 'Subscript', icon: IconSubscript },
  { name: 'sup', label: 'Superscript', icon: IconSuperscript },
]

/** One tab stop; arrows walk through it. A press leaves the focus and the selection in the text. */
export function Toolbar({ label, controlId, isFull, onFull }: { label: string; controlId: string; isFull: boolean; onFull: () => void }) {
  const editor = useEditor()
  const root = useRef<HTMLDivElement>(null)

  function walk(event: KeyboardEvent) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const tools = [...(root.current?.querySelectorAll<HTMLElement>('[data-tool]') ?? [])]
    const next = tools[(tools.indexOf(document.activeElement as HTMLElement) + step + tools.length) % tools.length]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1
    next.focus()
  }

  return (
    <div
      ref={root}
      role="toolbar"
      aria-label={`Formatting of ${label}`}
      aria-controls={controlId}
      className={classes.toolbar}
      onKeyDown={walk}
    >
      <StyleMenu />
      <span className={classes.divider} />
      {decorators.map((decorator) => (
        <DecoratorTool key={decorator.name} {...decorator} />
      ))}
      <LinkTool />
      <span className={classes.divider} />
      <ListTool name="bullet" label="Bulleted list" icon={IconList} />
      <ListTool name="number" label="Numbered list" icon={IconListNumbers} />
      <span className={classes.divider} />
      <InsertMenu />
      <span className={classes.divider} />
      <Tool
        label="Undo"
        icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />}
        onPress={() => editor.send({ type: 'history.undo' })}
      />
      <Tool
        label="Redo"
        icon={<IconArrowForwardUp size={18} stroke={1.75} aria-hidden />}
        onPress={() => editor.send({ type: 'history.redo' })}
      />
      <span className={classes.end}>
        <Tool
          label={isFull ? 'Leave full screen' : 'Full screen'}
          icon={
            isFull ? <IconArrowsMinimize size={18} stroke={1.75} aria-hidden /> : <IconArrowsMaximize size={18} stroke={1.75} aria-hidden />
          }
          onPress={onFull}
        />
      </span>
    </div>
  )
}

interface ToolProps {
  label: string
  icon: ReactNode
  isPressed?: boolean | undefined
  onPress: () => void
}

function Tool({ label, icon, isPressed, onPress }: ToolProps) {
  return (
    <Tooltip label={label}>
      <button
        type="button"
        data-tool
        tabIndex={-1}
        className={classes.tool}
        aria-label={label}
        aria-pressed={isPressed}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPress}
      >
        {icon}
      </button>
    </Tooltip>
  )
}

function DecoratorTool({ name, label, icon: ToolIcon }: { name: string; label: string; icon: Icon }) {
  const editor = useEditor()
  const isActive = useEditorSelector(editor, isActiveDecorator(name))
  return (
    <Tool
      label={label}
      isPressed={isActive}
      icon={<ToolIcon size={18} stroke={1.75} aria-hidden />}
      onPress={() => {
        editor.send({ type: 'decorator.toggle', decorator: name })
        editor.send({ type: 'focus' })
      }}
    />
  )
}

function ListTool({ name, label, icon: ToolIcon }: { name: string; label: string; icon: Icon }) {
  const editor = useEditor()
  const active = useEditorSelector(editor, getActiveListItem)
  return (
    <Tool
      label={label}
      isPressed={active === name}
      icon={<ToolIcon size={18} stroke={1.75} aria-hidden />}
      onPress={() => {
        editor.send({ type: 'list item.toggle', listItem: name })
        editor.send({ type: 'focus' })
      }}
    />
  )
}

function LinkTool() {
  const editor = useEditor()
  const openDialog = useOpenDialog()
  const isLink = useEditorSelector(editor, isActiveAnnotation('link'))
  const isEntryLink = useEditorSelector(editor, isActiveAnnotation('entryLink'))
  return (
    <Tool
      label="Link…"
      isPressed={isLink || isEntryLink}
      icon={<IconLink size={18} stroke={1.75} aria-hidden />}
      onPress={() => openDialog({ kind: 'link', current: null })}
    />
  )
}

function StyleMenu() {
  const editor = useEditor()
  const active = useEditorSelector(editor, getActiveStyle)
  const current = styles.find(({ name }) => name === active)?.label ?? 'Style'
  return (
    <Menu position="bottom-start" width={200} returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          data-tool
          className={`${classes.tool} ${classes.style}`}
          aria-label={`Style: ${current}`}
          onMouseDown={(event) => event.preventDefault()}
        >
          {current} <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {styles.map(({ name, label }) => (
          <Menu.Item
            key={name}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              editor.send({ type: name === 'normal' && active !== undefined ? 'style.add' : 'style.toggle', style: name })
              editor.send({ type: 'focus' })
            }}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function InsertMenu() {
  const insert = useInsert()
  return (
    <Menu position="bottom-start" width={200} returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          data-tool
          tabIndex={-1}
          className={classes.tool}
          aria-label="Insert"
          onMouseDown={(event) => event.preventDefault()}
        >
          <IconPlus size={18} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {insertables.map(({ name, label, icon: ItemIcon }) => (
          <Menu.Item
            key={name}
            leftSection={<ItemIcon size={18} stroke={1.75} aria-hidden />}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => insert(name)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
