import { Link } from '@tanstack/react-router'
import type { ContentTypeView } from '@verso/contract'
import { PlainTable } from '../../parts/plain-table.tsx'
import classes from './types.module.css'

export function TypeTable({ types }: { types: ContentTypeView[] }) {
  return (
    <PlainTable
      label="Content types"
      rows={types}
      keyOf={({ id }) => id}
      columns={[
        titleColumn,
        { label: 'Name', cell: ({ name }) => <code>{name}</code> },
        { label: 'Kind', cell: ({ kind, tree }) => (kind === 'single' ? 'Single' : tree === true ? 'Tree' : 'Collection') },
        { label: 'Fields', cell: ({ fields }) => fields.length },
        { label: 'Readers', cell: ({ publicRead }) => (publicRead ? 'Everyone' : 'With a token') },
      ]}
    />
  )
}

export function ComponentTable({ components, types }: { components: ContentTypeView[]; types: ContentTypeView[] }) {
  return (
    <PlainTable
      label="Components"
      rows={components}
      keyOf={({ id }) => id}
      columns={[
        titleColumn,
        { label: 'Name', cell: ({ name }) => <code>{name}</code> },
        { label: 'Fields', cell: ({ fields }) => fields.length },
        { label: 'Stands in', cell: ({ name }) => holdersOf(name, types) || <span className="verso-dimmed">Nothing yet</span> },
      ]}
    />
  )
}

const titleColumn = {
  label: 'Label',
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
