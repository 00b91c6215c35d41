import { t } from '@lingui/core/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import type { LocaleView } from '@verso/contract'
import { PlainTable } from '../../parts/plain-table.tsx'

interface LocaleTableProps {
  locales: LocaleView[]
  onEdit: (locale: LocaleView) => void
  onRemove: (locale: LocaleView) => void
}

export function LocaleTable({ locales, onEdit, onRemove }: LocaleTableProps) {
  return (
    <PlainTable
      label={t`Languages`}
      rows={locales}
      keyOf={({ code }) => code}
      columns={[
        { label: t`Language`, isTitle: true, cell: ({ label }) => <bdi>{label}</bdi> },
        { label: t`Code`, cell: ({ code }) => <code>{code}</code> },
        { label: t`Falls back to`, cell: (locale) => chainWords(locale, locales) },
        { label: t`Role`, cell: (locale) => (locale.default ? t`Default` : '') },
        { label: t`Actions`, isActions: true, cell: (locale) => <Actions locale={locale} onEdit={onEdit} onRemove={onRemove} /> },
      ]}
    />
  )
}

/** The whole chain, in the order in which it is looked through. */
function chainWords({ code, fallback }: LocaleView, locales: LocaleView[]) {
  const chain: string[] = []
  let next = fallback
  while (next !== null && next !== code && !chain.includes(next)) {
    chain.push(next)
    const current: string = next
    next = locales.find((locale) => locale.code === current)?.fallback ?? null
  }
  if (chain.length === 0) return <span className="verso-dimmed">{t`Nothing`}</span>
  return chain.map((step) => locales.find((locale) => locale.code === step)?.label ?? step).join(', then ')
}

function Actions({ locale, onEdit, onRemove }: { locale: LocaleView } & Pick<LocaleTableProps, 'onEdit' | 'onRemove'>) {
  return (
    <Menu width={192}>
      <Menu.Target>
        <ActionIcon aria-label={t`Actions for ${locale.label}`}>
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />} onClick={() => onEdit(locale)}>
          {t`Edit…`}
        </Menu.Item>
        {!locale.default && (
          <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={() => onRemove(locale)}>
            {t`Remove…`}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
