import { t } from '@lingui/core/macro'
import classes from './wordmark.module.css'

/** The name, with the turned page. */
export function Wordmark({ size = 20, isShort = false }: { size?: number; isShort?: boolean }) {
  return (
    <span className={classes.root}>
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className={classes.mark}>
        <path d="M3 5h7.4l5.4 16.2L21.2 5H27l-8.8 23h-5.4z" className={classes.leaf} />
        <path d="M29 5v23h-5.6z" className={classes.turned} />
      </svg>
      {!isShort && (
        <span className={classes.word} data-large={size > 24 || undefined}>
          {t`Verso`}
        </span>
      )}
    </span>
  )
}
