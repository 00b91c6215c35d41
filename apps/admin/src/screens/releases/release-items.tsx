import { t } from '@lingui/core/macro'
import { ActionIcon, Button } from '@mantine/core'
import { IconPackage, IconX } from '@tabler/icons-react'
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EntryCard, ReleaseItemView, ReleaseView } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { entryCardsQuery } from '../../api/entries.ts'
import { releaseKeys } from '../../api/releases.ts'
import { Empty } from '../../parts/empty.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'

const verbs: Record<ReleaseItemView['action'], string> = { publish: t`Publish`, unpublish: t`Unpublish`, trash: t`Move to trash` }
const pageSize = 100

/** What the release does to which entry; more than a page on demand. */
export function ReleaseItems({ release, mayChange }: { release: ReleaseView; mayChange: boolean }) {
  const [shown, setShown] = useState(pageSize)
  const items = release.items.slice(0, shown)
  const cards = useCards(items)
  const removing = useRemove(release.id)
  if (release.items.length === 0)
    return (
      <Empty icon={IconPackage} title={t`Nothing is in it yet.`}>
        {t`Open an entry and choose “Add to release…”, or select entries in a list.`}
      </Empty>
    )
  return (
    <>
      <PlainTable
        label={t`Entries of the release`}
        rows={items}
        keyOf={({ id }) => id}
        columns={[
          { label: t`Entry`, isTitle: true, cell: ({ entryId }) => <Entry card={cards.get(entryId)} /> },
          { label: t`State`, cell: ({ entryId }) => <State card={cards.get(entryId)} /> },
          { label: t`Act`, cell: actWords },
          {
            label: t`Actions`,
            isActions: true,
            cell: ({ id, entryId }) =>
              mayChange && (
                <ActionIcon aria-label={t`Take ${titleOf(cards.get(entryId))} out`} title={t`Take out`} onClick={() => removing.mutate(id)}>
                  <IconX size={18} stroke={1.75} aria-hidden />
                </ActionIcon>
              ),
          },
        ]}
      />
      {release.items.length > shown && (
        <Button mt="md" onClick={() => setShown(shown + pageSize)}>
          {t`Show more of ${release.items.length}`}
        </Button>
      )}
    </>
  )
}

/** "Publish en, de", with the revision where one is fixed. */
function actWords({ action, locales, revision }: ReleaseItemView): string {
  return `${verbs[action]}${locales === undefined ? '' : ` ${locales.join(', ')}`}${revision === undefined ? '' : `, ${t`revision ${revision}`}`}`
}

function Entry({ card }: { card: EntryCard | undefined }) {
  if (card === undefined || 'hidden' in card) return <span className="verso-dimmed">{titleOf(card)}</span>
  return (
    <Link to="/content/$type/$entryId" params={{ type: card.type, entryId: card.id }} className="verso-link">
      {titleOf(card)}
    </Link>
  )
}

function State({ card }: { card: EntryCard | undefined }) {
  return card === undefined || 'hidden' in card ? null : <StatusChip status={card.status} />
}

function titleOf(card: EntryCard | undefined): string {
  if (card === undefined) return '…'
  if ('hidden' in card) return t`Not visible to you`
  return card.title === '' ? t`Untitled` : card.title
}

function useCards(items: ReleaseItemView[]): Map<string, EntryCard> {
  const pages = Array.from({ length: Math.ceil(items.length / pageSize) }, (_, page) => items.slice(page * pageSize, (page + 1) * pageSize))
  const answers = useQueries({ queries: pages.map((page) => entryCardsQuery([...new Set(page.map(({ entryId }) => entryId))])) })
  return new Map(answers.flatMap(({ data }) => data ?? []).map((card) => [card.id, card]))
}

function useRemove(releaseId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (itemId: string) => api.delete(`/releases/${releaseId}/items/${itemId}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: releaseKeys.all }),
  })
}
