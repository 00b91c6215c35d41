import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { RevisionSummary } from '@verso/contract'
import type { Json } from '@verso/model'
import { useSyncExternalStore } from 'react'
import { revisionQuery, revisionsQuery } from '../../api/entries.ts'
import { useSignal } from '../../api/signal.ts'
import { StatusChip } from '../../parts/status-chip.tsx'
import { DiffWords } from './diff-words.tsx'
import { type ValuePlace, valuesOf } from './entry-values.ts'
import { useEntryWork } from './session-context.ts'
import classes from './split.module.css'
import type { EntryActs } from './use-entry-acts.ts'
import { valueWords } from './value-words.ts'
import { wordDiff } from './word-diff.ts'

interface SourceChangesProps {
  place: ValuePlace
  /** Pointer of the same field in the language that it was translated from. */
  sourcePointer: string
  source: string
  acts: EntryActs
}

/** A translation whose source was changed after it: what was changed there, and the way to say that it fits. */
export function SourceChanges({ place, sourcePointer, source, acts }: SourceChangesProps) {
  const { session } = useEntryWork()
  const entry = useSignal(session.entry)
  if (entry === null || place.locale === null) return null
  const isOutdated = entry.locales[place.locale]?.outdated.includes(place.pointer) === true
  if (!isOutdated) return null
  return (
    <section className={classes.changes} aria-label={t`What changed in ${place.field.label} (${source})`}>
      <header className={classes.changesHead}>
        <StatusChip status="outdated" />
        {entry._can.edit && (
          <Button size="compact-sm" onClick={() => void acts.confirmTranslations(place.locale ?? '', [place.pointer])}>
            {t`Mark as up to date`}
          </Button>
        )}
      </header>
      <Changes entryId={entry.id} place={place} sourcePointer={sourcePointer} source={source} />
    </section>
  )
}

function Changes({ entryId, place, sourcePointer, source }: Omit<SourceChangesProps, 'acts'> & { entryId: string }) {
  const { form, places } = useEntryWork().session
  const revisions = useInfiniteQuery(revisionsQuery(entryId))
  const known = revisions.data?.pages.flatMap((page) => page.data)
  const translatedIn = known?.find((revision) => hasWritten(revision, place))?.number
  const then = useQuery({ ...revisionQuery(entryId, translatedIn ?? 0), enabled: translatedIn !== undefined })
  const now = useSyncExternalStore(
    (listener) => form.subscribe(sourcePointer, listener),
    () => form.get(sourcePointer),
  )
  if (then.data === undefined) {
    const isOld = known !== undefined && translatedIn === undefined
    return (
      <p className="verso-dimmed">
        {isOld ? t`The ${source} text changed since; the translation is older than its history here.` : t`Loading…`}
      </p>
    )
  }
  const before = valuesOf(then.data.fields, places).get(sourcePointer)
  return <Difference before={before} now={now} place={place} source={source} />
}

function Difference({
  before,
  now,
  place: { field },
  source,
}: {
  before: Json | undefined
  now: Json | undefined
  place: ValuePlace
  source: string
}) {
  const parts = wordDiff(before === undefined ? '' : valueWords(before, field), now === undefined ? '' : valueWords(now, field))
  if (parts.every(({ kind }) => kind === 'same'))
    return <p className="verso-dimmed">{t`No word of the ${source} text changed, only its form.`}</p>
  return (
    <p className={classes.diff}>
      <DiffWords parts={parts} />
    </p>
  )
}

/** Whether that state gave the translation its words: its own path, or that of the whole field. */
function hasWritten({ paths }: RevisionSummary, { pointer, locale }: ValuePlace): boolean {
  return paths.some((path) => path === pointer || (locale !== null && path === pointer.slice(0, -locale.length - 1)))
}
