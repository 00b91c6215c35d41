import { Button, CloseButton } from '@mantine/core'
import type { ContentTypeView } from '@verso/contract'
import { useMay } from '../../api/use-may.ts'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import classes from './bulk-bar.module.css'
import { bulkWords } from './bulk-words.ts'
import type { BulkAction } from './use-bulk.ts'

interface BulkBarProps {
  count: number
  type: ContentTypeView
  isTrash: boolean
  onAsk: (action: BulkAction) => void
  onClear: () => void
}

/** What can be done with the chosen entries. */
export function BulkBar({ count, type, isTrash, onAsk, onClear }: BulkBarProps) {
  const may = useMay()
  const actions = (isTrash ? (['restore'] as const) : (['publish', 'unpublish', 'trash'] as const)).filter(
    (action) => may.act(bulkWords[action].right, type.name) !== 'none',
  )
  useHotkeys([{ keys: 'Escape', label: 'Clear the selection', run: onClear, hidden: true }])
  return (
    <section className={classes.root} aria-label="Selection">
      <CloseButton aria-label="Clear the selection" onClick={onClear} />
      <span className={classes.count} aria-live="polite">
        {count} selected
      </span>
      <div className={classes.actions}>
        {actions.map((action) => (
          <Button key={action} onClick={() => onAsk(action)}>
            {bulkWords[action].verb}…
          </Button>
        ))}
      </div>
    </section>
  )
}
