import { t } from '@lingui/core/macro'
import {
  type Icon,
  IconAlertTriangle,
  IconCircleDashed,
  IconCircleFilled,
  IconCircleHalf2,
  IconCircleOff,
  IconClock,
  IconTrash,
} from '@tabler/icons-react'
import { formatExactTime, formatTime } from './format-time.ts'
import classes from './status-chip.module.css'

export type Status = 'draft' | 'published' | 'changed' | 'scheduled' | 'unpublished' | 'trashed' | 'outdated' | 'failed'

interface StatusChipProps {
  status: Status
  /** In place of the usual word, for things that stand like an entry and are none. */
  word?: string
  /** When it happens or happened; written beside the word. */
  at?: string
  /** `icon` alone keeps its word for screen readers and as a tooltip. */
  variant?: 'chip' | 'text' | 'icon'
}

/** The state of an entry: an icon and a word, so that it reads without colour. */
export function StatusChip({ status, word: own, at, variant = 'text' }: StatusChipProps) {
  const { icon: StatusIcon, hue, word: usual } = looks[status]
  const word = own ?? usual
  const time = at === undefined ? '' : ` ${formatTime(at)}`
  const hidden = variant === 'icon'
  return (
    <span
      className={classes.root}
      data-hue={hue}
      data-variant={variant}
      title={at !== undefined ? formatExactTime(at) : hidden ? word : undefined}
    >
      <StatusIcon
        size={hidden ? 18 : 16}
        stroke={1.75}
        aria-hidden
        className={classes.icon}
        data-filled={status === 'published' || undefined}
      />
      <span className={hidden ? classes.hidden : undefined}>
        {word}
        {time}
      </span>
    </span>
  )
}

export function statusWord(status: Status): string {
  return looks[status].word
}

const looks: Record<Status, { word: string; icon: Icon; hue: string }> = {
  draft: { word: t`Draft`, icon: IconCircleDashed, hue: 'gray' },
  published: { word: t`Published`, icon: IconCircleFilled, hue: 'green' },
  changed: { word: t`Changed`, icon: IconCircleHalf2, hue: 'amber' },
  scheduled: { word: t`Scheduled`, icon: IconClock, hue: 'violet' },
  unpublished: { word: t`Unpublished`, icon: IconCircleOff, hue: 'gray' },
  trashed: { word: t`In the trash`, icon: IconTrash, hue: 'red' },
  outdated: { word: t`Outdated`, icon: IconAlertTriangle, hue: 'amber' },
  failed: { word: t`Failed`, icon: IconAlertTriangle, hue: 'red' },
}
