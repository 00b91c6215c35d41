import { t } from '@lingui/core/macro'
import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { RedirectView } from '@verso/contract'
import { intlTag } from '../../language/language.ts'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Time } from '../../parts/time.tsx'

export function RedirectTable({ redirects, onRemove }: { redirects: RedirectView[]; onRemove: (redirect: RedirectView) => void }) {
  return (
    <PlainTable
      label={t`Redirects`}
      rows={redirects}
      keyOf={({ id }) => id}
      columns={[
        { label: t`From`, isTitle: true, cell: ({ from }) => <code>{from}</code> },
        { label: t`To`, cell: (redirect) => <Target redirect={redirect} /> },
        { label: t`Language`, cell: ({ locale }) => locale },
        { label: t`Kind`, cell: kindWords },
        { label: t`Hits`, cell: ({ hits }) => hits.toLocaleString(intlTag()) },
        { label: t`Made`, cell: ({ createdAt }) => <Time at={createdAt} /> },
        {
          label: t`Actions`,
          isActions: true,
          cell: (redirect) => (
            <ActionIcon aria-label={t`Remove the redirect from ${redirect.from}…`} onClick={() => onRemove(redirect)}>
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
        {entry.title === '' ? t`Untitled` : entry.title}
      </Link>{' '}
      {entry.path === null ? (
        <span className="verso-dimmed">{t`not published now`}</span>
      ) : (
        <code className="verso-dimmed">{entry.path}</code>
      )}
    </>
  )
}

function kindWords({ permanent, automatic }: RedirectView): string {
  return `${permanent ? t`Permanent` : t`Temporary`}${automatic ? ', automatic' : ''}`
}
