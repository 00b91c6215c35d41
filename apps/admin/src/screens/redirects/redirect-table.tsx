import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { RedirectView } from '@verso/contract'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Time } from '../../parts/time.tsx'

export function RedirectTable({ redirects, onRemove }: { redirects: RedirectView[]; onRemove: (redirect: RedirectView) => void }) {
  return (
    <PlainTable
      label="Redirects"
      rows={redirects}
      keyOf={({ id }) => id}
      columns={[
        { label: 'From', isTitle: true, cell: ({ from }) => <code>{from}</code> },
        { label: 'To', cell: (redirect) => <Target redirect={redirect} /> },
        { label: 'Language', cell: ({ locale }) => locale },
        { label: 'Kind', cell: kindWords },
        { label: 'Hits', cell: ({ hits }) => hits.toLocaleString('en') },
        { label: 'Made', cell: ({ createdAt }) => <Time at={createdAt} /> },
        {
          label: 'Actions',
          isActions: true,
          cell: (redirect) => (
            <ActionIcon aria-label={`Remove the redirect from ${redirect.from}…`} onClick={() => onRemove(redirect)}>
              <IconTrash size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          ),
        },
      ]}
    />
  )
}

function Target({ redirect: { to, entry } }: { redirect: RedirectView }) {
  if (entry === null) return <code>{to}</code>
  return (
    <>
      <Link to="/content/$type/$entryId" params={{ type: entry.type, entryId: entry.id }} className="verso-link">
        {entry.title === '' ? 'Untitled' : entry.title}
      </Link>{' '}
      {entry.path === null ? <span className="verso-dimmed">not published now</span> : <code className="verso-dimmed">{entry.path}</code>}
    </>
  )
}

function kindWords({ permanent, automatic }: RedirectView): string {
  return `${permanent ? 'Permanent' : 'Temporary'}${automatic ? ', automatic' : ''}`
}
