import { plural } from '@lingui/core/macro'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useFormSurroundings } from '../form-context.ts'
import classes from './nested.module.css'

/** How many values inside have faults; nothing where none has. */
export function FaultCount({ pointer }: { pointer: string }) {
  const form = useFormSurroundings()
  const count = useSyncExternalStore(form?.subscribe ?? never, () => form?.countFaultsIn(pointer) ?? 0)
  if (count === 0) return null
  return (
    <span className={classes.faults}>
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden /> {plural(count, { one: '# fault', other: '# faults' })}
    </span>
  )
}

function never(): () => void {
  return () => undefined
}
