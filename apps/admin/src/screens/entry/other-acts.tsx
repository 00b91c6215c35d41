import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCircleOff,
  IconClock,
  IconCopy,
  IconEraser,
  IconPackage,
  IconRestore,
  IconShare,
  IconTrash,
  IconTrashX,
  type Icon as TablerIcon,
} from '@tabler/icons-react'
import type { EntryView } from '@verso/contract'
import { useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { ActQuestion, type AskedAct } from './act-question.tsx'
import { AddToReleaseDialog } from './add-to-release-dialog.tsx'
import classes from './entry-panel.module.css'
import { EraseEntryDialog } from './erase-entry-dialog.tsx'
import { PreviewLinkDialog } from './preview-link-dialog.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { useEntryWork } from './session-context.ts'
import type { EntryActs } from './use-entry-acts.ts'

type Asked = AskedAct | 'preview' | 'schedule' | 'release' | 'erase'

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
        <Act label={t`Restore`} Icon={IconRestore} isBusy={isBusy('restore')} onClick={() => void acts.restore()} />
      )}
      {!isTrashed && entry._can.edit && <Act label={t`Share a preview…`} Icon={IconShare} onClick={() => setAsked('preview')} />}
      {!isTrashed && may.act('schedule', type.name) !== 'none' && (
        <Act label={t`Schedule…`} Icon={IconClock} onClick={() => setAsked('schedule')} />
      )}
      {!isTrashed && may.manage('releases') && <Act label={t`Add to release…`} Icon={IconPackage} onClick={() => setAsked('release')} />}
      {entry.status === 'changed' && entry._can.edit && (
        <Act label={t`Discard changes`} Icon={IconArrowBackUp} isBusy={isBusy('discard')} onClick={() => void acts.discard()} />
      )}
      {isPublic && entry._can.unpublish.length > 0 && (
        <Act label={t`Unpublish…`} Icon={IconCircleOff} onClick={() => setAsked('unpublish')} />
      )}
      {type.kind === 'collection' && may.act('create', type.name) !== 'none' && !isTrashed && (
        <Act label={t`Duplicate`} Icon={IconCopy} isBusy={isBusy('duplicate')} onClick={() => void acts.duplicate()} />
      )}
      {!isTrashed && entry._can.delete && (
        <Act
          label={isPublic ? t`Move to trash…` : t`Move to trash`}
          Icon={IconTrash}
          isBusy={isBusy('trash')}
          onClick={() => (isPublic ? setAsked('trash') : void acts.trash())}
        />
      )}
      {isTrashed && entry._can.purge && <Act label={t`Delete for good…`} Icon={IconTrashX} onClick={() => setAsked('purge')} />}
      {may.act('purge', type.name) !== 'none' && may.manage('settings') && (
        <Act label={t`Erase…`} Icon={IconEraser} onClick={() => setAsked('erase')} />
      )}
      {asked !== null && <Question asked={asked} entry={entry} acts={acts} onClose={() => setAsked(null)} />}
    </div>
  )
}

/** What has to be said or chosen before the act. */
function Question({ asked, entry, acts, onClose }: { asked: Asked; entry: EntryView; acts: EntryActs; onClose: () => void }) {
  if (asked === 'preview') return <PreviewLinkDialog entry={entry} onClose={onClose} />
  if (asked === 'schedule') return <ScheduleDialog entry={entry} onClose={onClose} />
  if (asked === 'erase') return <EraseEntryDialog entry={entry} onClose={onClose} />
  if (asked === 'release') return <AddToReleaseDialog entry={entry} onClose={onClose} />
  return <ActQuestion asked={asked} entry={entry} acts={acts} onClose={onClose} />
}

function Act({ label, Icon, isBusy = false, onClick }: { label: string; Icon: TablerIcon; isBusy?: boolean; onClick: () => void }) {
  const icon = <Icon size={18} stroke={1.75} aria-hidden />
  return (
    <Button variant="subtle" color="gray" justify="flex-start" fullWidth leftSection={icon} loading={isBusy} onClick={onClick}>
      {label}
    </Button>
  )
}
