import { type Icon, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './note.module.css'

interface NoteProps {
  tone: 'info' | 'warn' | 'error' | 'ok'
  title?: ReactNode
  action?: ReactNode
  children?: ReactNode
}

/** A quiet banner in the page: what is so, and what can be done about it. */
export function Note({ tone, title, action, children }: NoteProps) {
  const NoteIcon = icons[tone]
  return (
    <div className={classes.root} data-tone={tone} role={tone === 'error' ? 'alert' : undefined}>
      <NoteIcon size={18} stroke={1.75} aria-hidden className={classes.icon} />
      <div className={classes.body}>
        {title !== undefined && <p className={classes.title}>{title}</p>}
        {children}
      </div>
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  )
}

const icons: Record<NoteProps['tone'], Icon> = {
  info: IconInfoCircle,
  warn: IconAlertTriangle,
  error: IconAlertTriangle,
  ok: IconCircleCheck,
}
