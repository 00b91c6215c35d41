import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './empty.module.css'

interface EmptyProps {
  /** One sentence. */
  title: string
  icon?: Icon
  /** One action. */
  action?: ReactNode
  children?: ReactNode
}

/** Nothing here: why, and the one thing to do about it. */
export function Empty({ title, icon: EmptyIcon, action, children }: EmptyProps) {
  return (
    <div className={classes.root}>
      {EmptyIcon !== undefined && <EmptyIcon size={28} stroke={1.25} aria-hidden className={classes.icon} />}
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.text}>{children}</div>}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  )
}
