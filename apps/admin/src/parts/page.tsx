import type { ReactNode } from 'react'
import classes from './page.module.css'
import { type Crumb, useScreen } from './use-screen.ts'

interface PageProps {
  title: string
  /** What the heading says, where it isn't the title. */
  heading?: ReactNode
  crumbs?: Crumb[]
  /** Beside the title: a count, a state. */
  meta?: ReactNode
  /** One filled button at most. */
  actions?: ReactNode
  /** `fill`: as high as the window, what is inside scrolls by itself. */
  width?: 'form' | 'wide' | 'full' | 'fill'
  children: ReactNode
}

/** A screen with its heading, which takes the focus when the address changes. */
export function Page({ title, heading, crumbs = [], meta, actions, width = 'wide', children }: PageProps) {
  useScreen({ title, crumbs })
  return (
    <div className={classes.root} data-width={width}>
      <header className={classes.header}>
        <h1 className={classes.title} tabIndex={-1} data-screen-heading>
          {heading ?? title}
        </h1>
        {meta !== undefined && <div className={classes.meta}>{meta}</div>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
