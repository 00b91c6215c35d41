import { t } from '@lingui/core/macro'
import { Button, Menu } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import type { ContentTypeView } from '@verso/contract'
import { listColumns, suggestedColumns } from './list-columns.ts'
import type { ListView } from './list-view.ts'

export function ColumnsMenu({ type, view, onChange }: { type: ContentTypeView; view: ListView; onChange: (view: ListView) => void }) {
  const shown = view.columns ?? suggestedColumns(type, view.isTrash)
  const toggle = (name: string) =>
    onChange({ ...view, columns: shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name] })
  return (
    <Menu closeOnItemClick={false} width={224}>
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconColumns3 size={16} stroke={1.75} aria-hidden />}>
          {t`Columns`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflow: 'auto' }}>
        <Menu.Label>{t`Columns`}</Menu.Label>
        {listColumns(type, view.isTrash)
          .filter(({ name }) => name !== 'title')
          .map(({ name, label }) => (
            <Menu.CheckboxItem key={name} value={name} checked={shown.includes(name)} onChange={() => toggle(name)}>
              {label}
            </Menu.CheckboxItem>
          ))}
        {view.columns !== null && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onChange({ ...view, columns: null })}>{t`Reset columns`}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
