import { t } from '@lingui/core/macro'
import type { InlineObjectRenderProps } from '@portabletext/editor'
import { IconAlertTriangle, IconEyeOff, IconPuzzle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { entryCardsQuery } from '../api/entries.ts'
import { StatusChip } from '../parts/status-chip.tsx'
import { useOpenDialog } from './dialogs-context.ts'
import classes from './inline-entry.module.css'

/** An entry that stands among the words: its title, its state, and what readers get while it isn't published. */
export function InlineEntry({ attributes, children, node, path, selected, readOnly }: InlineObjectRenderProps) {
  const openDialog = useOpenDialog()
  const entryId = idOf(node['entry'])
  return (
    <span {...attributes} className={classes.root} data-selected={selected || undefined}>
      {children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of the mouse; Enter does the same */}
      <span
        contentEditable={false}
        className={classes.chip}
        title={readOnly ? undefined : t`Enter chooses another entry`}
        onDoubleClick={() => !readOnly && openDialog({ kind: 'entry', path })}
      >
        <EntryWords entryId={entryId} />
      </span>
    </span>
  )
}

function EntryWords({ entryId }: { entryId: string }) {
  const cards = useQuery(entryCardsQuery([entryId]))
  const card = cards.data?.[0]
  if (card === undefined) return <>{cards.isPending ? t`Loading…` : t`An entry that is gone`}</>
  if ('hidden' in card)
    return (
      <>
        <IconEyeOff size={14} stroke={1.75} aria-hidden /> {t`Not visible to you`}
      </>
    )
  const isPublic = card.status === 'published' || card.status === 'changed'
  return (
    <>
      <StatusChip status={card.status} variant="icon" />
      <span>{card.title === '' ? t`Untitled` : card.title}</span>
      {!isPublic && (
        <span className={classes.warning}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden /> {t`not published`}
        </span>
      )}
    </>
  )
}

/** What isn't known here stays as it is. */
export function UnknownInline({ attributes, children, node, selected }: InlineObjectRenderProps) {
  const original = node['original']
  const type = typeof original === 'object' && original !== null && '_type' in original ? String(original._type) : 'part'
  return (
    <span {...attributes} className={classes.root} data-selected={selected || undefined}>
      {children}
      <span contentEditable={false} className={classes.chip} title={t`Unknown, kept as is`}>
        <IconPuzzle size={14} stroke={1.75} aria-hidden /> {type}
      </span>
    </span>
  )
}

function idOf(entry: unknown): string {
  return typeof entry === 'object' && entry !== null && '_ref' in entry ? String(entry._ref) : ''
}
