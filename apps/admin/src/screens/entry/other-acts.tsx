import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCircleOff, IconClock, IconCopy, IconRestore, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { EntryView } from '@verso/contract'
import { type ReactNode, useState } from 'react'
import { usagesQuery } from '../../api/entries.ts'
import { useMay } from '../../api/use-may.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import classes from './entry-panel.module.css'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { useEntryWork } from './session-context.ts'
import type { EntryActs } from './use-entry-acts.ts'

type Asked = 'unpublish' | 'trash' | 'schedule'

/** The quieter acts. Only what readers would miss is asked about; the rest can be undone. */
export function OtherActs({ entry, acts }: { entry: EntryView; acts: EntryActs }) {
  const { type } = useEntryWork()
  const may = useMay()
  const [asked, setAsked] = useState<Asked | null>(null)
  const isPublic = Object.keys(entry.publications).length > 0
  const isTrashed = entry.status === 'trashed'
  const isBusy = (act: string) => acts.running?.act === act && acts.running.isBusy
  return (
    <div className={classes.acts}>
      {isTrashed && entry._can.restore && (
        <Act
          label="Restore"
          icon={<IconRestore size={18} stroke={1.75} aria-hidden />}
          isBusy={isBusy('restore')}
          onClick={() => void acts.restore()}
        />
      )}
      {!isTrashed && may.act('schedule', type.name) !== 'none' && (
        <Act label="Schedule…" icon={<IconClock size={18} stroke={1.75} aria-hidden />} onClick={() => setAsked('schedule')} />
      )}
      {entry.status === 'changed' && entry._can.edit && (
        <Act
          label="Discard changes"
          icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />}
          isBusy={isBusy('discard')}
          onClick={() => void acts.discard()}
        />
      )}
      {isPublic && entry._can.unpublish && (
        <Act label="Unpublish…" icon={<IconCircleOff size={18} stroke={1.75} aria-hidden />} onClick={() => setAsked('unpublish')} />
      )}
      {type.kind === 'collection' && may.act('create', type.name) !== 'none' && !isTrashed && (
        <Act
          label="Duplicate"
          icon={<IconCopy size={18} stroke={1.75} aria-hidden />}
          isBusy={isBusy('duplicate')}
          onClick={() => void acts.duplicate()}
        />
      )}
      {!isTrashed && entry._can.delete && (
        <Act
          label={isPublic ? 'Move to trash…' : 'Move to trash'}
          icon={<IconTrash size={18} stroke={1.75} aria-hidden />}
          isBusy={isBusy('trash')}
          onClick={() => (isPublic ? setAsked('trash') : void acts.trash())}
        />
      )}
      {asked === 'schedule' && <ScheduleDialog entry={entry} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'schedule' && <Question asked={asked} entry={entry} acts={acts} onClose={() => setAsked(null)} />}
    </div>
  )
}

function Act({ label, icon, isBusy = false, onClick }: { label: string; icon: ReactNode; isBusy?: boolean; onClick: () => void }) {
  return (
    <Button variant="subtle" color="gray" justify="flex-start" fullWidth leftSection={icon} loading={isBusy} onClick={onClick}>
      {label}
    </Button>
  )
}

/** Says what readers would miss: the addresses that end, and who links there. */
function Question({
  asked,
  entry,
  acts,
  onClose,
}: {
  asked: Exclude<Asked, 'schedule'>
  entry: EntryView
  acts: EntryActs
  onClose: () => void
}) {
  const usages = useQuery(usagesQuery(entry.id))
  const slugs = [...new Set(Object.values(entry.publications).flatMap(({ slug }) => (slug === null ? [] : [slug])))]
  const linking = new Set((usages.data?.data ?? []).filter(({ origin }) => origin === 'published').map(({ id }) => id)).size
  const verb = asked === 'unpublish' ? 'Unpublish' : 'Move to trash'
  const title = entry.title === '' ? 'this entry' : entry.title
  const confirm = async () => {
    await (asked === 'unpublish' ? acts.unpublish() : acts.trash())
    onClose()
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={
        <>
          {asked === 'unpublish' ? 'Unpublish' : 'Move'} <em>{title}</em>
          {asked === 'unpublish' ? '?' : ' to the trash?'}
        </>
      }
      confirmLabel={verb}
      tone="danger"
      busy={acts.running?.isBusy === true}
      onConfirm={() => void confirm()}
    >
      <p>
        {slugs.length === 0 ? 'Readers will not find it any more.' : `Readers get 404 at ${slugs.map((slug) => `/${slug}`).join(', ')}.`}{' '}
        {usages.isSuccess &&
          (linking === 0
            ? 'No published entry links to it.'
            : linking === 1
              ? '1 published entry links to it.'
              : `${linking} published entries link to it.`)}
      </p>
    </ConfirmDialog>
  )
}
