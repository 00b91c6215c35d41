import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import type { ContentTypeView } from '@verso/contract'
import { PlainTable } from '../../parts/plain-table.tsx'
import classes from './types.module.css'

export function TypeTable({ types }: { types: ContentTypeView[] }) {
  return (
    <PlainTable
      label={t`Content types`}
      rows={types}
      keyOf={({ id }) => id}
      columns={[
        titleColumn,
        { label: t`Name`, cell: ({ name }) => <code>{name}</code> },
        { label: t`Kind`, cell: ({ kind, tree }) => (kind === 'single' ? t`Single` : tree === true ? t`Tree` : t`Collection`) },
        { label: t`Fields`, cell: ({ fields }) => fields.length },
        { label: t`Readers`, cell: ({ publicRead }) => (publicRead ? t`Everyone` : t`With a token`) },
      ]}
    />
  )
}

export function ComponentTable({ components, types }: { components: ContentTypeView[]; types: ContentTypeView[] }) {
  return (
    <PlainTable
      label={t`Components`}
      rows={components}
      keyOf={({ id }) => id}
      columns={[
        titleColumn,
        { label: t`Name`, cell: ({ name }) => <code>{name}</code> },
        { label: t`Fields`, cell: ({ fields }) => fields.length },
        { label: t`Stands in`, cell: ({ name }) => holdersOf(name, types) || <span className="verso-dimmed">{t`Nothing yet`}</span> },
      ]}
    />
  )
}

const titleColumn = {
  label: t`Label`,
  isTitle: true,
  cell: ({ name, label }: ContentTypeView) => (
    <Link to="/settings/types/$type" params={{ type: name }} className={classes.title}>
      {label}
    </Link>
  ),
}

function holdersOf(name: string, types: ContentTypeView[]): string {
  const holds = ({ fields }: ContentTypeView) =>
    fields.some(({ components, blocks }) => [...(components ?? []), ...(blocks ?? [])].includes(name))
  return types
    .filter(holds)
    .map(({ label }) => label)
    .join(', ')
}
