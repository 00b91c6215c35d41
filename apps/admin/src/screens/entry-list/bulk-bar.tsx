import { t } from '@lingui/core/macro'
import { Button, CloseButton } from '@mantine/core'
import type { ContentTypeView } from '@verso/contract'
import { useMay } from '../../api/use-may.ts'
import { intlTag } from '../../language/language.ts'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import classes from './bulk-bar.module.css'
import { bulkWords } from './bulk-words.ts'
import type { BulkAction } from './run-bulk.ts'

interface BulkBarProps {
  count: number
  type: ContentTypeView
  isTrash: boolean
  /** Chooses all that match, where that is more. */
  more: { total: number; isLoading: boolean; choose: () => void } | null
  onAsk: (action: BulkAction) => void
  onClear: () => void
}

/** What can be done with the chosen entries. */
export function BulkBar({ count, type, isTrash, more, onAsk, onClear }: BulkBarProps) {
  const may = useMay()
  const actions = (isTrash ? (['restore', 'purge'] as const) : (['publish', 'unpublish', 'trash'] as const)).filter(
    (action) => may.act(bulkWords[action].right, type.name) !== 'none',
  )
  useHotkeys([{ keys: 'Escape', label: t`Clear the selection`, run: onClear, hidden: true }])
  return (
    <section className={classes.root} aria-label={t`Selection`}>
      <CloseButton aria-label={t`Clear the selection`} onClick={onClear} />
      <span className={classes.count} aria-live="polite">
        {t`${count.toLocaleString(intlTag())} selected`}
      </span>
      {more !== null && (
        <Button variant="subtle" loading={more.isLoading} onClick={more.choose}>
          {t`Select all ${more.total.toLocaleString(intlTag())} matching`}
        </Button>
      )}
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
