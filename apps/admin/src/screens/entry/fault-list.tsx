import { plural, t } from '@lingui/core/macro'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Ref } from 'react'
import classes from './entry-panel.module.css'
import type { ValuePlace } from './entry-values.ts'
import { useFocusValue } from './focus-value.ts'
import { useEntryWork, useFaults } from './session-context.ts'
import { valueLabel } from './value-faults.ts'

/** All faults with the way to each. It takes the focus when they kept something from being published. */
export function FaultList({ ref, isRefused }: { ref: Ref<HTMLElement>; isRefused: boolean }) {
  const { session } = useEntryWork()
  const faults = useFaults()
  const focusValue = useFocusValue()
  if (faults.size === 0) return null
  const count = plural(faults.size, { one: '# value needs you', other: '# values need you' })
  return (
    <section
      ref={ref}
      tabIndex={-1}
      data-autofocus={isRefused || undefined}
      className={classes.faults}
      aria-label={isRefused ? t`Not published: ${count}` : count}
    >
      <h3 className={classes.faultsHeading}>
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden /> {isRefused ? t`Not published. ${count}.` : `${count}.`}
      </h3>
      <ul className={classes.links}>
        {inFormOrder(faults, session.places).flatMap(([pointer, sentences]) =>
          sentences.map((sentence) => (
            <li key={pointer + sentence}>
              <button type="button" className="verso-link" onClick={() => focusValue(pointer)}>
                {valueLabel(pointer, session)}
              </button>
              <span className={classes.sentence}>{sentence}</span>
            </li>
          )),
        )}
      </ul>
    </section>
  )
}

function inFormOrder(faults: ReadonlyMap<string, readonly string[]>, places: readonly ValuePlace[]): [string, readonly string[]][] {
  return places.flatMap(({ pointer: place }) => [...faults].filter(([pointer]) => pointer === place || pointer.startsWith(`${place}/`)))
}
