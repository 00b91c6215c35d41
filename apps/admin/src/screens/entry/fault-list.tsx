import { IconAlertTriangle } from '@tabler/icons-react'
import type { Ref } from 'react'
import classes from './entry-panel.module.css'
import { useFocusValue } from './focus-value.ts'
import { placeLabel } from './place-label.ts'
import { useEntryWork, useFaults } from './session-context.ts'

/** All faults with the way to each. It takes the focus when they kept something from being published. */
export function FaultList({ ref, isRefused }: { ref: Ref<HTMLElement>; isRefused: boolean }) {
  const { session } = useEntryWork()
  const faults = useFaults()
  const focusValue = useFocusValue()
  if (faults.size === 0) return null
  const count = faults.size === 1 ? '1 value needs you' : `${faults.size} values need you`
  return (
    <section
      ref={ref}
      tabIndex={-1}
      data-autofocus={isRefused || undefined}
      className={classes.faults}
      aria-label={isRefused ? `Not published: ${count}` : count}
    >
      <h3 className={classes.faultsHeading}>
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden /> {isRefused ? `Not published. ${count}.` : `${count}.`}
      </h3>
      <ul className={classes.links}>
        {session.places.flatMap((place) =>
          (faults.get(place.pointer) ?? []).map((sentence) => (
            <li key={place.pointer + sentence}>
              <button type="button" className="verso-link" onClick={() => focusValue(place.pointer)}>
                {placeLabel(place, session.places)}
              </button>
              <span className={classes.sentence}>{sentence}</span>
            </li>
          )),
        )}
      </ul>
    </section>
  )
}
