import { useSortable } from '@dnd-kit/sortable'
import { plural, t } from '@lingui/core/macro'
import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconGripVertical, IconTrash } from '@tabler/icons-react'
import type { DraftField } from './draft-type.ts'
import { kindSigns } from './kind-icons.ts'
import classes from './field-line.module.css'

interface FieldLineProps {
  field: DraftField
  index: number
  count: number
  isOpen: boolean
  faults: string[]
  onOpen: () => void
  onMove: (to: number) => void
  onRemove: () => void
}

export function FieldLine({ field, index, count, isOpen, faults, onOpen, onMove, onRemove }: FieldLineProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: field.key })
  const { icon: KindIcon } = kindSigns[field.kind]
  const name = field.label || field.name || t`Unnamed field`
  const style = { transform: transform === null ? undefined : `translateY(${transform.y}px)`, transition }
  return (
    <li ref={setNodeRef} className={classes.line} style={style} data-open={isOpen || undefined} data-dragging={isDragging || undefined}>
      <button type="button" ref={setActivatorNodeRef} className={classes.grip} {...attributes} {...listeners} aria-label={t`Drag ${name}`}>
        <IconGripVertical size={18} stroke={1.75} aria-hidden />
      </button>
      <button type="button" className={classes.open} onClick={onOpen} aria-expanded={isOpen} aria-controls="field-pane">
        <KindIcon size={18} stroke={1.75} aria-hidden className={classes.sign} />
        <span className={classes.fieldLabel}>{name}</span>
        <code className={classes.fieldName}>{field.name}</code>
        <span className={classes.fieldKind}>
          {[
            kindSigns[field.kind].label,
            ...(field.settings.many === true ? [t`many`] : []),
            ...(field.settings.required === true ? [t`required`] : []),
          ].join(', ')}
        </span>
        {faults.length > 0 && (
          <span className={classes.fault}>
            <IconAlertTriangle size={16} stroke={1.75} aria-hidden /> {faults.length}
            <span className={classes.hidden}> {plural(faults.length, { one: 'fault', other: 'faults' })}</span>
          </span>
        )}
      </button>
      <ActionIcon size={28} aria-label={t`Move ${name} up`} {...disabledWhen(index === 0)} onClick={() => index > 0 && onMove(index - 1)}>
        <IconArrowUp size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={28}
        aria-label={t`Move ${name} down`}
        {...disabledWhen(index === count - 1)}
        onClick={() => index < count - 1 && onMove(index + 1)}
      >
        <IconArrowDown size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon size={28} aria-label={t`Remove ${name}`} onClick={onRemove}>
        <IconTrash size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </li>
  )
}

/** Out of use for now, but still found by those who go through the buttons. */
function disabledWhen(isDisabled: boolean): { 'aria-disabled'?: true; 'data-disabled'?: true } {
  return isDisabled ? { 'aria-disabled': true, 'data-disabled': true } : {}
}
