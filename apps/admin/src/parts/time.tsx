import { useEffect, useState } from 'react'
import { formatExactTime, formatTime } from './format-time.ts'
import classes from './time.module.css'

interface TimeProps {
  at: string
  /** Words before it, such as "Saved". */
  prefix?: string
  /** Where a keyboard has to reach the exact time; not inside links and buttons, nor in rows. */
  focusable?: boolean
}

/** A moment as people say it; the exact time, with its zone, shows on hover and on focus. */
export function Time({ at, prefix, focusable = false }: TimeProps) {
  useMinute()
  const words = formatTime(at)
  const exact = formatExactTime(at)
  return (
    <time dateTime={at} title={exact} data-exact={exact} className={classes.time} {...(focusable ? { tabIndex: 0 } : {})}>
      {prefix === undefined ? words : `${prefix} ${words}`}
    </time>
  )
}

function useMinute(): void {
  const [, setTick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), 60_000)
    return () => clearInterval(timer)
  }, [])
}
