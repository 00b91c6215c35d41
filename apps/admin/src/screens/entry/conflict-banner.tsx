import { plural, t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import type { Json } from '@verso/model'
import { useEffect, useSyncExternalStore } from 'react'
import { useSignal } from '../../api/signal.ts'
import { type InnerPlace, tokensAfter, valueInside } from '../../fields/nested/inner-place.ts'
import { Time } from '../../parts/time.tsx'
import { useAnnounce } from '../../parts/use-announce.ts'
import classes from './conflict-banner.module.css'
import { type ConflictChoice, resolveConflict } from './entry-session.ts'
import type { ValuePlace } from './entry-values.ts'
import type { OpenConflict } from './open-conflict.ts'
import { useEntryWork } from './session-context.ts'
import { knownPlace } from './value-faults.ts'
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
        plural(count, {
          one: 'Someone else changed a value that you changed. Choose one above the form.',
          other: 'Someone else changed # values that you changed. Choose above the form.',
        }),
        'assertive',
      )
  }, [count, announce])
  if (count === 0) return null
  return (
    <section className={classes.root} aria-label={t`Values that need a choice`} data-needs-you tabIndex={-1}>
      {conflicts.map((conflict) => {
        const known = knownPlace(conflict.path, session)
        return known === undefined ? null : <Conflict key={conflict.path} conflict={conflict} {...known} />
      })}
    </section>
  )
}

function Conflict({ conflict, place, inner }: { conflict: OpenConflict; place: ValuePlace; inner: InnerPlace }) {
  const { session } = useEntryWork()
  const mine = useSyncExternalStore(session.form.subscribeAll, () => session.form.get(place.pointer))
  const tokens = tokensAfter(place.pointer, conflict.path)
  const label = inner.labels.join(' › ')
  const options: { choice: ConflictChoice; title: string; value: Json | undefined }[] = [
    { choice: 'base', title: t`Before`, value: conflict.base },
    { choice: 'mine', title: t`Mine`, value: valueInside(mine, tokens) },
    { choice: 'theirs', title: conflict.by?.name ?? t`Theirs`, value: conflict.theirs },
  ]
  return (
    <div>
      <p className={classes.title}>
        <IconArrowsSplit2 size={18} stroke={1.75} aria-hidden />
        <span>
          {conflictWords(conflict, { label, mine: valueInside(mine, tokens) })}, <Time at={conflict.at} />.
        </span>
      </p>
      <div className={classes.options}>
        {options.map(({ choice, title, value }) => (
          <section key={choice} className={classes.option} aria-label={`${label}: ${title}`}>
            <span className={classes.optionTitle}>{title}</span>
            <span className={classes.value}>{valueWords(value, inner.field)}</span>
            <Button
              size="compact-sm"
              className={classes.use}
              onClick={() => resolveConflict(session, conflict.path, choice)}
              aria-label={t`Use ${title} for ${label}`}
            >
              {t`Use this`}
            </Button>
          </section>
        ))}
      </div>
      <p className={classes.hint}>{t`All of them stay in the history.`}</p>
    </div>
  )
}

/** What the other one did, beside what was done here. */
function conflictWords({ kind, by, theirs }: OpenConflict, { label, mine }: { label: string; mine: Json | undefined }): string {
  const who = by?.name ?? t`Someone`
  const isGone = (value: unknown) => value === undefined || value === null
  if (kind === 'order/order') return t`${who} put ${label} in another order while you moved things in it`
  if (kind === 'edit/delete' && isGone(theirs)) return t`${who} removed ${label}, which you were editing`
  if (kind === 'edit/delete' && isGone(mine)) return t`${who} changed ${label}, which you removed`
  return t`${who} changed ${label} while you were editing`
}
