import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FieldKindName, fieldKindNames, fieldKinds } from '@verso/model'
import { kindSigns } from './kind-icons.ts'
import classes from './types.module.css'

export function KindPicker({ onPick }: { onPick: (kind: FieldKindName) => void }) {
  return (
    <Menu width={360} position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}>Add field</Button>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" className={classes.kinds ?? ''}>
        {fieldKindNames.map((kind) => {
          const { icon: KindIcon, example } = kindSigns[kind]
          return (
            <Menu.Item key={kind} leftSection={<KindIcon size={18} stroke={1.75} aria-hidden />} onClick={() => onPick(kind)}>
              <span className={classes.kind}>
                <span>{fieldKinds[kind].label}</span>
                <span className="verso-dimmed verso-small">{example}</span>
              </span>
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
