import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ContentTypeView } from '@verso/contract'
import classes from './nested.module.css'

interface InsertMenuProps {
  allowed: ContentTypeView[]
  label: string
  fieldLabel: string
  onPick: (type: ContentTypeView) => void
  /** A small sign between two cards, for the mouse; by keyboard the menu of each card does the same. */
  isBetween?: boolean
}

/** Adds an item: at once where there is one type, from a menu where there are several. */
export function InsertMenu({ allowed, label, fieldLabel, onPick, isBetween = false }: InsertMenuProps) {
  const [only] = allowed
  if (only === undefined) return null
  const name = t`${label} to ${fieldLabel}`
  const trigger = (text: string, onClick?: () => void) => (
    <Trigger label={text} name={name} isBetween={isBetween} {...(onClick === undefined ? {} : { onClick })} />
  )
  if (allowed.length === 1) return <div>{trigger(label, () => onPick(only))}</div>
  return (
    <div>
      <Menu width={320} position="bottom-start" returnFocus={false}>
        <Menu.Target>{trigger(`${label}…`)}</Menu.Target>
        <Menu.Dropdown mah="60dvh" className={classes.menu ?? ''}>
          {allowed.map((type) => (
            <Menu.Item key={type.id} onClick={() => onPick(type)}>
              <span className={classes.choice}>
                <span>{type.label}</span>
                <span className="verso-dimmed verso-small">{type.description || type.fields.map((field) => field.label).join(', ')}</span>
              </span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

interface TriggerProps {
  label: string
  name: string
  isBetween: boolean
  onClick?: () => void
}

function Trigger({ label, name, isBetween, ...rest }: TriggerProps) {
  if (isBetween)
    return (
      <ActionIcon size={24} tabIndex={-1} aria-label={name} className={classes.plus} {...rest}>
        <IconPlus size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    )
  return (
    <Button size="sm" data-add leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />} aria-label={name} {...rest}>
      {label}
    </Button>
  )
}
