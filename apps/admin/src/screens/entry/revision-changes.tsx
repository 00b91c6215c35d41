import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { EntryView } from '@verso/contract'
import { compareQuery } from '../../api/entries.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import { type Change, changeWords, type ChangedPlace, changedPlaces, comparedStates } from './changed-places.ts'
import { DiffWords } from './diff-words.tsx'
import classes from './entry-screen.module.css'
import { editValue } from './entry-session.ts'
import type { Values } from './entry-values.ts'
import { useEntryWork } from './session-context.ts'
import { wordDiff } from './word-diff.ts'

interface RevisionChangesProps {
  entry: EntryView
  number: number
  /** The other state, in the words of the API. */
  compared: string
  /** Of the revision. */
  values: Values
}

/** What changed between two states, and nothing else; against the draft each value can be taken over. */
export function RevisionChanges({ entry, number, compared, values }: RevisionChangesProps) {
  const { session, lockedBecause } = useEntryWork()
  const states = comparedStates(entry, number, compared)
  const stamp = [entry.revision, ...Object.values(entry.publications).map(({ seq }) => seq)].join()
  const changes = useQuery(compareQuery(entry.id, states, stamp))
  if (changes.isError)
    return <ProblemCard problem={changes.error} title={t`The two could not be compared`} onRetry={() => void changes.refetch()} />
  if (changes.data === undefined) return <Loading label={t`Comparing`} kind="form" rows={3} />
  if (changes.data.length === 0) return <Empty title={t`Nothing differs between the two.`} />
  const mayUse = compared === 'draft' && lockedBecause === null
  const later = (pointer: string) =>
    states.to === 'draft' ? session.form.get(pointer) : states.to === String(number) ? values.get(pointer) : undefined
  return (
    <>
      <p className={classes.changeWhat}>{t`From ${stateWords(states.from)} to ${stateWords(states.to)}:`}</p>
      {changedPlaces(changes.data, { session, later }).map((changed) => (
        <OnePlace key={changed.pointer} changed={changed} values={mayUse ? values : null} />
      ))}
    </>
  )
}

function OnePlace({ changed, values }: { changed: ChangedPlace; values: Values | null }) {
  const { session } = useEntryWork()
  const { place, label, changes } = changed
  const use = () => {
    if (place === undefined || values === null) return
    const before = session.form.get(place.pointer) ?? null
    editValue(session, place.pointer, values.get(place.pointer) ?? null)
    toast({ message: t`${label} is as it was then`, undo: () => editValue(session, place.pointer, before) })
  }
  return (
    <section className={classes.changedPlace}>
      <header className={classes.changedHead}>
        <h3>{label}</h3>
        {values !== null && place !== undefined && (
          <Button size="compact-sm" aria-label={t`Use this value for ${label}`} onClick={use}>
            {t`Use this value`}
          </Button>
        )}
      </header>
      {changes.map((change) => (
        <OneChange key={change.pointer + change.kind} change={change} />
      ))}
    </section>
  )
}

function OneChange({ change }: { change: Change }) {
  const parts = wordDiff(change.before, change.after)
  const isSame = parts.every(({ kind }) => kind === 'same')
  return (
    <div className={classes.change}>
      <p className={classes.changeWhat}>{changeWords(change, isSame)}</p>
      {change.kind === 'move'
        ? change.after !== '' && <p className={classes.changeText}>{change.after}</p>
        : parts.length > 0 && (
            <p className={classes.changeText}>
              <DiffWords parts={parts} />
            </p>
          )}
    </div>
  )
}

function stateWords(state: string): string {
  if (state === 'draft') return t`the draft`
  return state.startsWith('published:') ? t`what readers have in ${state.slice('published:'.length)}` : t`revision ${state}`
}
