import type { useSortable } from '@dnd-kit/sortable'
import { t } from '@lingui/core/macro'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronRight,
  IconCopy,
  IconDots,
  IconGripVertical,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import type { ContentTypeView } from '@verso/contract'
import { inSentence } from '../../language/language.ts'
import { FaultCount } from './fault-count.tsx'
import { focusAct, focusNeighbour } from './focus-item.ts'
import type { ItemCardProps } from './item-card-props.ts'
import { blockOf } from './items.ts'
import classes from './nested.module.css'

interface ItemHeadProps extends ItemCardProps {
  name: string
  title: string
  types: ContentTypeView[]
  sortable: ReturnType<typeof useSortable>
}

/** What names an item and what can be done with it: by hand, by buttons and by keys. */
export function ItemHead(props: ItemHeadProps) {
  const { item, type, index, pointer, readOnly, isOpen, onOpen, name, title, sortable } = props
  return (
    <div className={classes.head} data-head>
      {!readOnly && (
        <button
          type="button"
          ref={sortable.setActivatorNodeRef}
          className={classes.grip}
          {...sortable.attributes}
          {...sortable.listeners}
          aria-label={t`Drag ${name}`}
        >
          <IconGripVertical size={18} stroke={1.75} aria-hidden />
        </button>
      )}
      <button type="button" data-fold className={classes.fold} aria-expanded={isOpen} onClick={() => onOpen(item._key, !isOpen)}>
        <IconChevronRight size={18} stroke={1.75} aria-hidden className={classes.chevron} />
        <span className={classes.cardTitle}>
          <span className={classes.cardType}>
            {index + 1} {type?.label ?? blockOf(item)}
          </span>{' '}
          {!isOpen && title}
        </span>
      </button>
      <FaultCount pointer={pointer} />
      {!readOnly && <Acts {...props} />}
    </div>
  )
}

function Acts(props: ItemHeadProps) {
  const { item, index, count, name, acts } = props
  const move = (to: number, act: string) => {
    if (to < 0 || to >= count) return
    acts.move(item._key, to)
    focusAct(item._key, act)
  }
  return (
    <span className={classes.acts}>
      <ActionIcon
        size={28}
        data-act="up"
        aria-label={t`Move ${name} up`}
        aria-disabled={index === 0 || undefined}
        {...(index === 0 ? { 'data-disabled': true } : {})}
        onClick={() => move(index - 1, 'up')}
      >
        <IconArrowUp size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={28}
        data-act="down"
        aria-label={t`Move ${name} down`}
        aria-disabled={index === count - 1 || undefined}
        {...(index === count - 1 ? { 'data-disabled': true } : {})}
        onClick={() => move(index + 1, 'down')}
      >
        <IconArrowDown size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <More {...props} />
    </span>
  )
}

function More({ item, index, name, acts, types, onInsert, onDuplicate }: ItemHeadProps) {
  const remove = () => {
    focusNeighbour(document.querySelector(`[data-item="${CSS.escape(item._key)}"]`))
    acts.remove(item._key, name)
  }
  return (
    <Menu width={280} position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <ActionIcon size={28} data-act="more" aria-label={t`More for ${name}`}>
          <IconDots size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" className={classes.menu ?? ''}>
        <Menu.Item leftSection={<IconCopy size={16} stroke={1.75} aria-hidden />} onClick={() => onDuplicate(item._key)}>
          {t`Duplicate`}
        </Menu.Item>
        {types.map((type) => (
          <Menu.Item key={type.id} leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => onInsert(index, type)}>
            {t`Insert ${inSentence(type.label)} before`}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={remove}>
          {t`Remove`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
