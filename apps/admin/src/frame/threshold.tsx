import type { ReactNode } from 'react'
import { useScreen } from '../parts/use-screen.ts'
import classes from './threshold.module.css'
import { Wordmark } from './wordmark.tsx'

/** The card before the door: sign-in, set-up. */
export function Threshold({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  useScreen({ title })
  return (
    <main className={classes.root}>
      <div className={classes.column}>
        <div className={classes.mark}>
          <Wordmark size={28} />
        </div>
        <section className={classes.card}>
          <h1 className={classes.title}>{title}</h1>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
          {children}
        </section>
      </div>
    </main>
  )
}
