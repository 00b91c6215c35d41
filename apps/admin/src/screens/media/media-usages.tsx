import { plural, t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconEraser, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MediaView, Usage, Usages } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { mediaKeys, mediaUsagesQuery } from '../../api/media.ts'
import { useMay } from '../../api/use-may.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { EraseDialog } from '../../parts/erase-dialog.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import classes from './media-details.module.css'

/** Who shows the file; only a file that nobody shows can be deleted. */
export function MediaUsages({ file, mayDelete, onDeleted }: { file: MediaView; mayDelete: boolean; onDeleted: () => void }) {
  const usages = useQuery(mediaUsagesQuery(file.id))
  const [isAsking, setIsAsking] = useState(false)
  const may = useMay()
  const queryClient = useQueryClient()
  const deleting = useMutation({
    mutationFn: () => api.delete(`/media/${file.id}`),
    onSuccess: async () => {
      toast({ message: t`Deleted ${file.filename}` })
      await leave()
    },
  })
  async function leave() {
    onDeleted()
    await queryClient.invalidateQueries({ queryKey: [...mediaKeys.all, 'list'] })
  }
  const entries = usages.data === undefined ? null : byEntry(usages.data)
  const count = (entries?.length ?? 0) + (usages.data?.hidden ?? 0)
  return (
    <section aria-labelledby="media-usages">
      <h3 id="media-usages" className={classes.heading}>
        {t`Used by`}
      </h3>
      {usages.isError && <ProblemCard problem={usages.error} title={t`The usages could not be loaded`} onRetry={() => usages.refetch()} />}
      {entries !== null && <UsageList entries={entries} hidden={usages.data?.hidden ?? 0} />}
      {mayDelete && entries !== null && (
        <Button
          mt="md"
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
          onClick={() => setIsAsking(true)}
        >
          {t`Delete file…`}
        </Button>
      )}
      {mayDelete && may.manage('settings') && <EraseFile file={file} onErased={leave} />}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={t`Delete ${file.filename}?`}
        confirmLabel={t`Delete file`}
        tone="danger"
        busy={deleting.isPending}
        problem={deleting.error}
        disabledReason={count > 0 ? t`Take it out of these entries first.` : undefined}
        onConfirm={() => deleting.mutate()}
      >
        {count > 0 ? (
          <UsageList entries={entries ?? []} hidden={usages.data?.hidden ?? 0} />
        ) : (
          <p>{t`No entry shows it. Its address stops working, and this can’t be undone.`}</p>
        )}
      </ConfirmDialog>
    </section>
  )
}

/** Erasing goes further than deleting: it also works while entries show the file, and reaches the past. */
function EraseFile({ file, onErased }: { file: MediaView; onErased: () => Promise<void> }) {
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconEraser size={16} stroke={1.75} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {t`Erase file…`}
      </Button>
      {isAsking && (
        <EraseDialog path={`/media/${file.id}`} name={file.filename} onClose={() => setIsAsking(false)} onErased={() => void onErased()}>
          <p>
            {t`Its bytes, its name and what was said of it go, now and in every past point. Entries that show it keep a link that leads nowhere.`}
          </p>
        </EraseDialog>
      )}
    </>
  )
}

function UsageList({ entries, hidden }: { entries: Usage[]; hidden: number }) {
  if (entries.length === 0 && hidden === 0) return <p className="verso-dimmed">{t`No entry shows this file.`}</p>
  return (
    <ul className={classes.usages}>
      {entries.map((usage) => (
        <li key={usage.id}>
          <Link to="/content/$type/$entryId" params={{ type: usage.type, entryId: usage.id }} className="verso-link">
            {usage.title || t`Untitled`}
          </Link>{' '}
          <span className="verso-dimmed verso-small">{usage.origin === 'published' ? t`published` : t`in the draft`}</span>
        </li>
      ))}
      {hidden > 0 && (
        <li className="verso-dimmed">
          {plural(hidden, { one: '# entry that is not visible to you', other: '# entries that are not visible to you' })}
        </li>
      )}
    </ul>
  )
}

/** One line per entry; being published counts more than being in the draft. */
function byEntry({ data }: Usages): Usage[] {
  const found = new Map<string, Usage>()
  for (const usage of data) if (!found.has(usage.id) || usage.origin === 'published') found.set(usage.id, usage)
  return [...found.values()]
}
