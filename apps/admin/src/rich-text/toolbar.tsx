import { t } from '@lingui/core/macro'
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
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useOpenDialog } from './dialogs-context.ts'
import { allowsAnnotation, useAllowed } from './allowed.ts'
import { listLabels, markLabels, styleLabels } from './format-labels.ts'
import { insertablesOf } from './insertables.ts'
import { useInsert } from './use-insert.ts'
import classes from './rich-text.module.css'

const decorators: { name: string; icon: Icon }[] = [
  { name: 'strong', icon: IconBold },
  { name: 'em', icon: IconItalic },
  { name: 'underline', icon: IconUnderline },
  { name: 'strike-through', icon: IconStrikethrough },
  { name: 'code', icon: IconCode },
  { name: 'sub', icon: IconSubscript },
  { name: 'sup', icon: IconSuperscript },
]

const lists: { name: string; icon: Icon }[] = [
  { name: 'bullet', icon: IconList },
  { name: 'number', icon: IconListNumbers },
]

/** One tab stop; arrows walk through it. A press leaves the focus and the selection in the text. */
export function Toolbar({ label, controlId, isFull, onFull }: { label: string; controlId: string; isFull: boolean; onFull: () => void }) {
  const editor = useEditor()
  const root = useRef<HTMLDivElement>(null)

  // Whatever the first tool is, Tab reaches it.
  useEffect(() => root.current?.querySelector('[data-tool]')?.setAttribute('tabindex', '0'), [])

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
      aria-label={t`Formatting of ${label}`}
      aria-controls={controlId}
      className={classes.toolbar}
      onKeyDown={walk}
    >
      <Formats />
      <Tool
        label={t`Undo`}
        icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />}
        onPress={() => editor.send({ type: 'history.undo' })}
      />
      <Tool
        label={t`Redo`}
        icon={<IconArrowForwardUp size={18} stroke={1.75} aria-hidden />}
        onPress={() => editor.send({ type: 'history.redo' })}
      />
      <span className={classes.end}>
        <Tool
          label={isFull ? t`Leave full screen` : t`Full screen`}
          icon={
            isFull ? <IconArrowsMinimize size={18} stroke={1.75} aria-hidden /> : <IconArrowsMaximize size={18} stroke={1.75} aria-hidden />
          }
          onPress={onFull}
        />
      </span>
    </div>
  )
}

/** What the field allows, in groups with a line after each that has something. */
function Formats() {
  const allowed = useAllowed()
  const marks = decorators.filter(({ name }) => allowed.decorators.includes(name))
  const mayLink = allowsAnnotation(allowed, 'link') || allowsAnnotation(allowed, 'entryLink')
  const listTools = lists.filter(({ name }) => allowed.lists.includes(name))
  const hasInserts = insertablesOf(allowed).length > 0
  return (
    <>
      {allowed.styles.length > 1 && <StyleMenu />}
      {allowed.styles.length > 1 && <span className={classes.divider} />}
      {marks.map((decorator) => (
        <DecoratorTool key={decorator.name} {...decorator} />
      ))}
      {mayLink && <LinkTool />}
      {(marks.length > 0 || mayLink) && <span className={classes.divider} />}
      {listTools.map((list) => (
        <ListTool key={list.name} {...list} />
      ))}
      {listTools.length > 0 && <span className={classes.divider} />}
      {hasInserts && <InsertMenu />}
      {hasInserts && <span className={classes.divider} />}
    </>
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

function DecoratorTool({ name, icon: ToolIcon }: { name: string; icon: Icon }) {
  const editor = useEditor()
  const isActive = useEditorSelector(editor, isActiveDecorator(name))
  return (
    <Tool
      label={markLabels[name] ?? name}
      isPressed={isActive}
      icon={<ToolIcon size={18} stroke={1.75} aria-hidden />}
      onPress={() => {
        editor.send({ type: 'decorator.toggle', decorator: name })
        editor.send({ type: 'focus' })
      }}
    />
  )
}

function ListTool({ name, icon: ToolIcon }: { name: string; icon: Icon }) {
  const editor = useEditor()
  const active = useEditorSelector(editor, getActiveListItem)
  return (
    <Tool
      label={listLabels[name] ?? name}
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
      label={t`Link…`}
      isPressed={isLink || isEntryLink}
      icon={<IconLink size={18} stroke={1.75} aria-hidden />}
      onPress={() => openDialog({ kind: 'link', current: null })}
    />
  )
}

function StyleMenu() {
  const editor = useEditor()
  const active = useEditorSelector(editor, getActiveStyle)
  const { styles } = useAllowed()
  const current = styleLabels[active ?? ''] ?? t`Style`
  return (
    <Menu position="bottom-start" width={200} returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          data-tool
          tabIndex={-1}
          className={`${classes.tool} ${classes.style}`}
          aria-label={t`Style: ${current}`}
          onMouseDown={(event) => event.preventDefault()}
        >
          {current} <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {styles.map((name) => (
          <Menu.Item
            key={name}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              editor.send({ type: name === 'normal' && active !== undefined ? 'style.add' : 'style.toggle', style: name })
              editor.send({ type: 'focus' })
            }}
          >
            {styleLabels[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function InsertMenu() {
  const insert = useInsert()
  const allowed = useAllowed()
  return (
    <Menu position="bottom-start" width={200} returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          data-tool
          tabIndex={-1}
          className={classes.tool}
          aria-label={t`Insert`}
          onMouseDown={(event) => event.preventDefault()}
        >
          <IconPlus size={18} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {insertablesOf(allowed).map(({ name, label, icon: ItemIcon }) => (
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
