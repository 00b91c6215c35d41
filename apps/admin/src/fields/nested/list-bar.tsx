import { t } from '@lingui/core/macro'
import { Button, Menu } from '@mantine/core'
import { IconList } from '@tabler/icons-react'
import type { ContentTypeView, FieldView } from '@verso/contract'
import { useFormSurroundings } from '../form-context.ts'
import { FaultCount } from './fault-count.tsx'
import { blockOf, type Item, titleOf } from './items.ts'
import classes from './nested.module.css'
import type { OpenItems } from './use-open-items.ts'

interface ListBarProps {
  field: FieldView
  items: Item[]
  pointer: string
  locale: string | null
  typeOf: (item: Item) => ContentTypeView | undefined
  open: OpenItems
  onShow: (key: string) => void
}

/** What stands over a list: its outline, and folding all of it. */
export function ListBar({ field, items, pointer, locale, typeOf, open, onShow }: ListBarProps) {
  const form = useFormSurroundings()
  if (items.length === 0) return null
  const isAnyOpen = items.some(({ _key }) => open.isOpen(_key))
  return (
    <div className={classes.bar}>
      <FaultCount pointer={pointer} />
      {items.length > 2 && (
        <Menu width={320} position="bottom-start" returnFocus={false}>
          <Menu.Target>
            <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconList size={16} stroke={1.75} aria-hidden />}>
              {t`Outline of ${items.length}`}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah="60dvh" className={classes.menu ?? ''}>
            {items.map((item, index) => (
              <Menu.Item key={item._key} onClick={() => onShow(item._key)}>
                <span className={classes.outline}>
                  {index + 1} {typeOf(item)?.label ?? blockOf(item)}
                  <span className="verso-dimmed"> {titleOf(item, typeOf(item), locale ?? form?.locale ?? '')}</span>
                </span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={isAnyOpen ? t`Fold all of ${field.label}` : t`Open all of ${field.label}`}
        onClick={() => open.setAll(!isAnyOpen)}
      >
        {isAnyOpen ? t`Fold all` : t`Open all`}
      </Button>
    </div>
  )
}
