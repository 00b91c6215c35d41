import { t } from '@lingui/core/macro'
import { IconEyeOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { EntryCard as Card } from '@verso/contract'
import type { ReactNode } from 'react'
import classes from './entry-card.module.css'
import { StatusChip } from './status-chip.tsx'

interface EntryCardProps {
  card: Card
  /** At the end: buttons, a path. */
  aside?: ReactNode
}

/** One entry in a few words, with the way to it; one that the person may not read is kept, without its content. */
export function EntryCard({ card, aside }: EntryCardProps) {
  return (
    <div className={classes.root}>
      {'hidden' in card ? (
        <span className={classes.hidden}>
          <IconEyeOff size={16} stroke={1.75} aria-hidden /> {t`Not visible to you`}
        </span>
      ) : (
        <>
          {card.thumbnail !== null && <img src={card.thumbnail} alt="" className={classes.thumbnail} loading="lazy" />}
          <Link to="/content/$type/$entryId" params={{ type: card.type, entryId: card.id }} className={classes.title}>
            {card.title === '' ? t`Untitled` : card.title}
          </Link>
          <span className={classes.type}>{card.type}</span>
          <StatusChip status={card.status} />
        </>
      )}
      {aside !== undefined && <span className={classes.aside}>{aside}</span>}
    </div>
  )
}
