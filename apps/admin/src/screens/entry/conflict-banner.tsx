import { Button } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import type { SaveConflict } from '@verso/contract'
import type { Json } from '@verso/model'
import { useEffect, useSyncExternalStore } from 'react'
import { useSignal } from '../../api/signal.ts'
import { Time } from '../../parts/time.tsx'
import { useAnnounce } from '../../parts/use-announce.ts'
import classes from './conflict-banner.module.css'
import { type ConflictChoice, resolveConflict } from './entry-session.ts'
import type { ValuePlace } from './entry-values.ts'
import { placeLabel } from './place-label.ts'
import { useEntryWork } from './session-context.ts'
import { valueWords } from './value-words.ts'

/** Values that two people changed: both stand here, and one is chosen for each. Typing goes on meanwhile. */
export function ConflictBanner() {
  const { session } = useEntryWork()
  const conflicts = useSignal(session.conflicts)
  const announce = useAnnounce()
  const count = conflicts.length
  useEffect(() => {
    if (count > 0)
      announce(
        count === 1
          ? 'Someone else changed a value that you changed. Choose one above the form.'
          : `Someone else changed ${count} values that you changed. Choose above the form.`,
        'assertive',
      )
  }, [count, announce])
  if (count === 0) return null
  return (
    <section className={classes.root} aria-label="Values that need a choice" data-needs-you tabIndex={-1}>
      {conflicts.map((conflict) => {
        const place = session.places.find(({ pointer }) => pointer === conflict.path)
        return place === undefined ? null : <Conflict key={conflict.path} conflict={conflict} place={place} />
      })}
    </section>
  )
}

function Conflict({ conflict, place }: { conflict: SaveConflict; place: ValuePlace }) {
  const { session } = useEntryWork()
  const mine = useSyncExternalStore(session.form.subscribeAll, () => session.form.get(place.pointer))
  const label = placeLabel(place, session.places)
  const options: { choice: ConflictChoice; title: string; value: Json | undefined }[] = [
    { choice: 'base', title: 'Before', value: conflict.base as Json },
    { choice: 'mine', title: 'Mine', value: mine },
    { choice: 'theirs', title: conflict.by?.name ?? 'Theirs', value: conflict.theirs as Json },
  ]
  return (
    <div>
      <p className={classes.title}>
        <IconArrowsSplit2 size={18} stroke={1.75} aria-hidden />
        <span>
          {conflict.by?.name ?? 'Someone'} changed {label} while you were editing, <Time at={conflict.at} />.
        </span>
      </p>
      <div className={classes.options}>
        {options.map(({ choice, title, value }) => (
          <section key={choice} className={classes.option} aria-label={`${label}: ${title}`}>
            <span className={classes.optionTitle}>{title}</span>
            <span className={classes.value}>{valueWords(value, place.field)}</span>
            <Button
              size="compact-sm"
              className={classes.use}
              onClick={() => resolveConflict(session, conflict.path, choice)}
              aria-label={`Use ${title} for ${label}`}
            >
              Use this
            </Button>
          </section>
        ))}
      </div>
      <p className={classes.hint}>All of them stay in the history.</p>
    </div>
  )
}
