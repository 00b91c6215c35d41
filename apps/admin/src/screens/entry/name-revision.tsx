import { t } from '@lingui/core/macro'
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RevisionSummary, RevisionView } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'

/** Gives a revision a name, by which it is found again, and for which it is kept. */
export function NameRevision({ entryId, revision }: { entryId: string; revision: RevisionView }) {
  const [isAsked, setIsAsked] = useState(false)
  const hasName = revision.note !== undefined
  return (
    <>
      <Button size="sm" leftSection={<IconBookmark size={16} stroke={1.75} aria-hidden />} onClick={() => setIsAsked(true)}>
        {hasName ? t`Rename…` : t`Name…`}
      </Button>
      {isAsked && <NameDialog entryId={entryId} revision={revision} onClose={() => setIsAsked(false)} />}
    </>
  )
}

interface NameDialogProps {
  entryId: string
  revision: RevisionView
  onClose: () => void
}

function NameDialog({ entryId, revision, onClose }: NameDialogProps) {
  const [name, setName] = useState(revision.note ?? '')
  const queryClient = useQueryClient()
  const naming = useMutation({
    mutationFn: (note: string | null) => api.patch<RevisionSummary>(`/entries/${entryId}/revisions/${revision.number}`, { note }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [...entryKeys.one(entryId), 'revisions'] })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t`Name revision ${revision.number}`} size={420}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') naming.mutate(name.trim())
        }}
      >
        <TextInput
          label={t`Name`}
          description={t`It is kept when older history is cleared.`}
          data-autofocus
          maxLength={500}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        {naming.isError && <ProblemCard problem={naming.error} title={t`The name could not be saved`} />}
        <Group justify="flex-end" mt="lg" gap="xs">
          {revision.note !== undefined && (
            <Button variant="subtle" color="gray" onClick={() => naming.mutate(null)}>
              {t`Remove the name`}
            </Button>
          )}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button type="submit" variant="filled" loading={naming.isPending} disabled={name.trim() === ''}>
            {t`Save name`}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
