import { t } from '@lingui/core/macro'
import { Tooltip, VisuallyHidden } from '@mantine/core'
import type { PresentPerson } from '@verso/contract'
import { useEffect, useRef } from 'react'
import { useSignal } from '../../api/signal.ts'
import { PersonInitials } from '../../parts/person-initials.tsx'
import { useAnnounce } from '../../parts/use-announce.ts'
import type { EntrySession } from './entry-session.ts'
import classes from './others-here.module.css'
import { useEntryWork } from './session-context.ts'
import { valueLabel } from './value-faults.ts'

const mostShown = 4

/** Who else has the entry open, and where in it they are. Nobody is kept out by it. */
export function OthersHere() {
  const { session } = useEntryWork()
  const others = useSignal(session.others)
  useSpoken(others, session)
  if (others.length === 0) return null
  const shown = others.length > mostShown ? others.slice(0, mostShown - 1) : others
  const rest = others.slice(shown.length)
  return (
    <ul className={classes.list} aria-label={t`Also here`}>
      {shown.map((person) => (
        <li key={person.clientId}>
          <Tooltip label={whereWords(person, session)}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where somebody is has to be reached by keyboard, too */}
            <span className={classes.person} tabIndex={0}>
              <PersonInitials id={person.id} name={person.name} />
              <VisuallyHidden>{whereWords(person, session)}</VisuallyHidden>
            </span>
          </Tooltip>
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Tooltip label={rest.map((person) => nameOf(person, session)).join(', ')}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
            <span className={classes.rest} tabIndex={0}>
              +{rest.length}
              <VisuallyHidden> {rest.map((person) => nameOf(person, session)).join(', ')}</VisuallyHidden>
            </span>
          </Tooltip>
        </li>
      )}
    </ul>
  )
}

/** At a field that others are in: who. */
export function OthersInField({ session, pointer }: { session: EntrySession; pointer: string }) {
  const here = useSignal(session.others).filter(({ path }) => path === pointer || path?.startsWith(`${pointer}/`) === true)
  if (here.length === 0) return null
  const names = here.map((person) => nameOf(person, session)).join(', ')
  return (
    <span className={classes.inField}>
      {here.map((person) => (
        <PersonInitials key={person.clientId} id={person.id} name={person.name} size="small" />
      ))}
      {here.length === 1 && here[0]?.id !== session.options.userId ? t`${names} is here` : t`${names} are here`}
    </span>
  )
}

function nameOf({ id, name }: PresentPerson, { options }: EntrySession): string {
  if (id === options.userId) return t`You, in another window`
  return name === '' ? t`Somebody` : name
}

function whereWords(person: PresentPerson, session: EntrySession): string {
  const { path } = person
  return path === undefined ? nameOf(person, session) : t`${nameOf(person, session)}, in ${valueLabel(path, session)}`
}

/** Comings are told; where somebody is isn't, or it would never be quiet. */
function useSpoken(others: readonly PresentPerson[], session: EntrySession): void {
  const announce = useAnnounce()
  const known = useRef(new Set<string>())
  useEffect(() => {
    const came = others.filter(({ clientId }) => !known.current.has(clientId))
    known.current = new Set(others.map(({ clientId }) => clientId))
    if (came.length > 0) announce(t`Also here: ${came.map((person) => nameOf(person, session)).join(', ')}`)
  }, [others, session, announce])
}
