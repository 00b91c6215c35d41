import { Skeleton, VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import classes from './loading.module.css'

interface LoadingProps {
  /** Read out: "Loading articles". */
  label: string
  kind?: 'rows' | 'form' | 'cards'
  rows?: number
}

/** The shape of what is coming, shown only when it takes longer than a blink. */
export function Loading({ label, kind = 'rows', rows = 8 }: LoadingProps) {
  const isLate = useLate()
  return (
    <div aria-busy="true" className={classes.root} data-kind={kind}>
      {isLate && <VisuallyHidden role="status">{label}</VisuallyHidden>}
      {Array.from({ length: rows }, (_, index) => (
        // The rows are all alike and never move
        <div key={index} className={classes.item} data-hidden={!isLate || undefined}>
          {kind === 'form' && <Skeleton height={13} width={90 + ((index * 37) % 60)} mb={6} />}
          <Skeleton
            height={kind === 'rows' ? 14 : kind === 'form' ? 36 : '100%'}
            width={kind === 'rows' ? `${38 + ((index * 29) % 47)}%` : '100%'}
          />
        </div>
      ))}
    </div>
  )
}

function useLate(): boolean {
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), 120)
    return () => clearTimeout(timer)
  }, [])
  return isLate
}
