import { t } from '@lingui/core/macro'
import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AddReleaseItemsBody, EntryView } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { releaseKeys, releasesQuery } from '../../api/releases.ts'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'

type Action = AddReleaseItemsBody['items'][number]['action']

const actions: { value: Action; label: string }[] = [
  { value: 'publish', label: t`Publish` },
  { value: 'unpublish', label: t`Unpublish` },
  { value: 'trash', label: t`Move to trash` },
]

/** Puts the entry into a release that isn't out yet. */
export function AddToReleaseDialog({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const releases = useInfiniteQuery(releasesQuery())
  const open = (releases.data?.pages.flatMap((page) => page.data) ?? []).filter(
    ({ state }) => state !== 'published' && state !== 'reverted',
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const [action, setAction] = useState<Action>('publish')
  const releaseId = chosen ?? open[0]?.id ?? null
  const adding = useAdd(entry, onClose)
  const name = open.find(({ id }) => id === releaseId)?.name ?? ''
  return (
    <Modal opened onClose={onClose} title={t`Add to release`} size={480}>
      <Stack gap="md">
        {releases.isError && <ProblemCard problem={releases.error} title={t`The releases could not be loaded`} />}
        {releases.isPending && <Loading label={t`Loading releases`} rows={2} />}
        {releases.isSuccess && open.length === 0 && <p>{t`No release is open. Make one under Releases first.`}</p>}
        {open.length > 0 && (
          <Select
            label={t`Release`}
            data-autofocus
            data={open.map(({ id, name: label }) => ({ value: id, label }))}
            value={releaseId}
            onChange={setChosen}
            allowDeselect={false}
          />
        )}
        <Select
          label={t`What happens to the entry`}
          data={actions}
          value={action}
          onChange={(value) => setAction(actions.find((one) => one.value === value)?.value ?? 'publish')}
          allowDeselect={false}
        />
        {adding.isError && <ProblemCard problem={adding.error} title={t`The entry could not be added`} />}
        <Group justify="flex-end" gap="xs">
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            variant="filled"
            disabled={releaseId === null}
            loading={adding.isPending}
            onClick={() => releaseId !== null && adding.mutate({ releaseId, name, action })}
          >
            {t`Add`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function useAdd(entry: EntryView, onDone: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ releaseId, action }: { releaseId: string; name: string; action: Action }) =>
      api.post(`/releases/${releaseId}/items`, { items: [{ entryId: entry.id, action }] } satisfies AddReleaseItemsBody),
    onSuccess: async (_, { name }) => {
      toast({ message: t`Added to ${name}` })
      onDone()
      await queryClient.invalidateQueries({ queryKey: releaseKeys.all })
    },
  })
}
