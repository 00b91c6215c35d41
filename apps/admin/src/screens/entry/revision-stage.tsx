import { t } from '@lingui/core/macro'
import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { revisionQuery } from '../../api/entries.ts'
import { useSignal } from '../../api/signal.ts'
import { describedBy, FieldFrame, fieldIds } from '../../fields/field-frame.tsx'
import { fieldEditors } from '../../fields/field-editors.tsx'
import { isGroupOfControls } from '../../fields/groups-of-controls.ts'
import { formatExactTime } from '../../parts/format-time.ts'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { CompareChoice } from './compare-choice.tsx'
import classes from './entry-screen.module.css'
import { type ValuePlace, type Values, valuesOf } from './entry-values.ts'
import { NameRevision } from './name-revision.tsx'
import { RevisionChanges } from './revision-changes.tsx'
import { useEntryWork } from './session-context.ts'
import type { EntryActs } from './use-entry-acts.ts'
import { usePane } from './use-pane.ts'
import { useDifferences } from './use-published-differences.ts'

/** An older state, read-only, with marks at what differs from the draft. Restoring it makes a draft of it. */
export function RevisionStage({ number, acts }: { number: number; acts: EntryActs }) {
  const { session } = useEntryWork()
  const entry = useSignal(session.entry)
  const revision = useQuery({ ...revisionQuery(entry?.id ?? '', number), enabled: entry !== null })
  const { closeRevision, compared } = usePane()
  const heading = useRef<HTMLHeadingElement>(null)
  const isReady = revision.data !== undefined
  useEffect(() => {
    if (isReady) heading.current?.focus()
  }, [isReady])
  if (revision.isError)
    return (
      <ProblemCard problem={revision.error} title={t`Revision ${number} could not be loaded`} onRetry={() => void revision.refetch()} />
    )
  if (revision.data === undefined) return <Loading label={t`Loading revision ${number}`} kind="form" rows={5} />
  const { at, by, fields, note } = revision.data
  const restore = async () => {
    if (await acts.restoreRevision(number)) closeRevision()
  }
  return (
    <div className={classes.revision}>
      <div className={classes.revisionBar}>
        <Button size="sm" leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />} onClick={closeRevision}>
          {t`Back to the draft`}
        </Button>
        {entry?._can.edit === true && <NameRevision entryId={entry.id} revision={revision.data} />}
        {entry?._can.edit === true && entry.status !== 'trashed' && (
          <Button size="sm" loading={acts.running?.act === 'restoreRevision' && acts.running.isBusy} onClick={() => void restore()}>
            {t`Restore this revision`}
          </Button>
        )}
      </div>
      {acts.running?.act === 'restoreRevision' && acts.running.problem !== null && <ProblemCard problem={acts.running.problem} />}
      <h2 ref={heading} tabIndex={-1} className={classes.revisionTitle}>
        {t`Revision ${number}`}
        {note !== undefined && `: ${note}`}
        <span className="verso-dimmed"> {t`by ${by?.name ?? 'Verso'}, ${formatExactTime(at)}`}</span>
      </h2>
      {entry !== null && <CompareChoice entry={entry} number={number} />}
      {entry === null || compared === null ? (
        <OldFields values={valuesOf(fields, session.places)} />
      ) : (
        <RevisionChanges entry={entry} number={number} compared={compared} values={valuesOf(fields, session.places)} />
      )}
    </div>
  )
}

function OldFields({ values }: { values: Values }) {
  const { session, locale } = useEntryWork()
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const differences = useDifferences(session.form, session.places, values) ?? []
  const places = session.places.filter((place) => place.locale === null || place.locale === locale)
  const shown = onlyDifferent ? places.filter((place) => differences.includes(place)) : places
  return (
    <>
      <Checkbox
        label={differences.length === 0 ? t`Nothing differs from the draft` : t`Only what differs from the draft (${differences.length})`}
        checked={onlyDifferent}
        disabled={differences.length === 0}
        onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
      />
      {shown.map((place) => (
        <OldField key={place.pointer} place={place} values={values} isDifferent={differences.includes(place)} />
      ))}
    </>
  )
}

function OldField({ place, values, isDifferent }: { place: ValuePlace; values: Values; isDifferent: boolean }) {
  const { field, locale } = place
  const pointer = `/revision${place.pointer}`
  const Editor = fieldEditors[field.kind]
  const { controlId, labelId } = fieldIds(pointer)
  return (
    <FieldFrame
      field={field}
      pointer={pointer}
      locale={locale}
      issues={[]}
      lockedBecause={null}
      isGroup={isGroupOfControls(field)}
      mark={isDifferent ? <span className={classes.differs}>{t`Differs`}</span> : undefined}
    >
      <Editor
        field={field}
        pointer={pointer}
        value={values.get(place.pointer)}
        onChange={ignore}
        onBlur={ignore}
        onLocalIssue={ignore}
        isInvalid={false}
        readOnly
        locale={locale}
        isTitle={false}
        controlId={controlId}
        labelId={labelId}
        describedBy={describedBy(field, pointer, false)}
      />
    </FieldFrame>
  )
}

function ignore(): void {}
