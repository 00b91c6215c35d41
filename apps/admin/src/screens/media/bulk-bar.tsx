import { plural, t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import type { MediaView } from '@verso/contract'
import { useState } from 'react'
import { type BulkAct, BulkMediaDialog } from './bulk-media-dialog.tsx'
import classes from './bulk-bar.module.css'
import type { Selection } from './use-selection.ts'

/** What can be done with the chosen files together. */
export function BulkBar({ files, selection }: { files: MediaView[]; selection: Selection }) {
  const [act, setAct] = useState<BulkAct | null>(null)
  const chosen = files.filter(({ id }) => selection.has(id))
  if (chosen.length === 0) return null
  const isWhole = chosen.length === files.length
  return (
    <section aria-label={t`Chosen files`} className={classes.root}>
      <strong className={classes.count} aria-live="polite">
        {plural(chosen.length, { one: '# file selected', other: '# files selected' })}
      </strong>
      {!isWhole && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => selection.keep(files.map(({ id }) => id))}>
          {plural(files.length, { one: 'Select the one shown', other: 'Select all # shown' })}
        </Button>
      )}
      <span className={classes.acts}>
        <Button onClick={() => setAct('move')}>{t`Move…`}</Button>
        <Button onClick={() => setAct('tag')}>{t`Tag…`}</Button>
        <Button onClick={() => setAct('delete')}>{t`Delete…`}</Button>
        <Button variant="subtle" color="gray" onClick={selection.clear}>
          {t`Clear the selection`}
        </Button>
      </span>
      {act !== null && <BulkMediaDialog act={act} files={chosen} selection={selection} onClose={() => setAct(null)} />}
    </section>
  )
}
