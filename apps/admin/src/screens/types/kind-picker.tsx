import { t } from '@lingui/core/macro'
import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { FieldKindName } from '@verso/model'
import { Fragment } from 'react'
import { kindGroups, kindSigns } from './kind-icons.ts'
import classes from './types.module.css'

interface KindPickerProps {
  /** Kinds that this sort of type can't have. */
  without: readonly FieldKindName[]
  onPick: (kind: FieldKindName) => void
}

export function KindPicker({ without, onPick }: KindPickerProps) {
  return (
    <Menu width={360} position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}>{t`Add field`}</Button>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" className={classes.kinds ?? ''}>
        {kindGroups.map(({ label, kinds }) => (
          <Fragment key={label}>
            <Menu.Label>{label}</Menu.Label>
            {kinds
              .filter((kind) => !without.includes(kind))
              .map((kind) => (
                <Kind key={kind} kind={kind} onPick={onPick} />
              ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Kind({ kind, onPick }: { kind: FieldKindName; onPick: (kind: FieldKindName) => void }) {
  const { icon: KindIcon, example } = kindSigns[kind]
  return (
    <Menu.Item leftSection={<KindIcon size={18} stroke={1.75} aria-hidden />} onClick={() => onPick(kind)}>
      <span className={classes.kind}>
        <span>{kindSigns[kind].label}</span>
        <span className="verso-dimmed verso-small">{example}</span>
      </span>
    </Menu.Item>
  )
}
