import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CreatePreviewLinkBody, EntryView, List, MadePreviewLink, PreviewLinkView } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { localesQuery } from '../../api/types.ts'
import { Copy } from '../../parts/copy.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { Time } from '../../parts/time.tsx'
import { toast } from '../../parts/toast.tsx'

const days = [
  { value: '1', label: t`1 day` },
  { value: '7', label: t`7 days` },
  { value: '30', label: t`30 days` },
]

const linksKey = (id: string) => [...entryKeys.one(id), 'preview-links']

/** Makes a link by which somebody without an account sees the draft, and ends those that there are. */
export function PreviewLinkDialog({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const locales = useQuery(localesQuery()).data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [lasts, setLasts] = useState('7')
  const locale = chosen ?? locales.find((one) => one.default)?.code ?? locales[0]?.code ?? 'en'
  const making = useMake(entry.id)
  return (
    <Modal
      opened
      onClose={onClose}
      title={entry.title === '' ? t`Share a preview of this entry` : t`Share a preview of ${entry.title}`}
      size={480}
    >
      <Stack gap="md">
        <Text size="sm">
          {t`Whoever has the link sees the draft as it is at that moment, until the link ends. It shows nothing else that isn’t published.`}
        </Text>
        {locales.length > 1 && (
          <Select
            label={t`Language`}
            data={locales.map(({ code, label }) => ({ value: code, label }))}
            value={locale}
            onChange={setChosen}
            allowDeselect={false}
          />
        )}
        <SegmentedControl aria-label={t`The link lasts`} data={days} value={lasts} onChange={setLasts} />
        {making.isError && <ProblemCard problem={making.error} title={t`The link could not be made`} />}
        {making.data !== undefined && (
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput label={t`Link`} value={making.data.url} readOnly flex={1} onFocus={({ target }) => target.select()} />
            <Copy value={making.data.url} label={t`link`} />
          </Group>
        )}
        <Group justify="flex-end" gap="xs">
          <Button onClick={onClose}>{t`Close`}</Button>
          <Button variant="filled" loading={making.isPending} onClick={() => making.mutate({ locale, days: Number(lasts) })}>
            {t`Make a link`}
          </Button>
        </Group>
        <LiveLinks entryId={entry.id} />
      </Stack>
    </Modal>
  )
}

/** What was shared and still leads here. */
function LiveLinks({ entryId }: { entryId: string }) {
  const { data = [] } = useQuery({
    queryKey: linksKey(entryId),
    queryFn: async ({ signal }) => (await api.get<List<PreviewLinkView>>(`/entries/${entryId}/preview-links`, { signal })).data,
  })
  const ending = useEnd(entryId)
  if (data.length === 0) return null
  return (
    <Stack gap={4} component="section" aria-label={t`Links that still work`}>
      <Text size="sm" fw={600}>
        {t`Links that still work`}
      </Text>
      {data.map(({ id, locale, createdAt, expiresAt }) => (
        <Group key={id} justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm">
            <Trans>
              {locale}, made <Time at={createdAt} />, ends <Time at={expiresAt} />
            </Trans>
          </Text>
          <Button size="compact-sm" loading={ending.isPending && ending.variables === id} onClick={() => ending.mutate(id)}>
            {t`End now`}
          </Button>
        </Group>
      ))}
      {ending.isError && <ProblemCard problem={ending.error} title={t`The link could not be ended`} />}
    </Stack>
  )
}

function useMake(entryId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ locale, days: lasts }: { locale: string; days: number }) => {
      const expiresAt = new Date(Date.now() + lasts * 86_400_000).toISOString()
      return api.post<MadePreviewLink>(`/entries/${entryId}/preview-links`, { locale, expiresAt } satisfies CreatePreviewLinkBody)
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: linksKey(entryId) }),
  })
}

function useEnd(entryId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (linkId: string) => api.delete(`/entries/${entryId}/preview-links/${linkId}`),
    onSuccess: () => {
      toast({ message: t`The link leads nowhere any more` })
      return queryClient.invalidateQueries({ queryKey: linksKey(entryId) })
    },
  })
}
