import { t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { EntryView } from '@verso/contract'
import { entryKeys } from '../../api/entries.ts'
import { useMay } from '../../api/use-may.ts'
import { EraseDialog } from '../../parts/erase-dialog.tsx'
import { forgetSession } from './entry-session.ts'
import { useEntryWork } from './session-context.ts'

/** Erases the entry, and with it what this device keeps of it. */
export function EraseEntryDialog({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const { session } = useEntryWork()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const may = useMay()
  async function leave() {
    forgetSession(session)
    await navigate({ to: '/content/$type', params: { type: entry.type } })
    queryClient.removeQueries({ queryKey: entryKeys.one(entry.id) })
    void queryClient.invalidateQueries({ queryKey: entryKeys.lists })
  }
  return (
    <EraseDialog
      path={`/entries/${entry.id}`}
      name={entry.title === '' ? t`this entry` : entry.title}
      offersMedia={may.manage('media')}
      onClose={onClose}
      onErased={() => void leave()}
    >
      <p>
        {t`All its text goes, in every language: the draft, every revision, everything that readers ever had of it, its addresses and its values in the audit. Sites that ask for past points hear that it was erased.`}
      </p>
    </EraseDialog>
  )
}
