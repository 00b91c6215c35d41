import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useSignal } from '../../api/signal.ts'
import { listed } from '../../parts/listed.ts'
import { Note } from '../../parts/note.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { Time } from '../../parts/time.tsx'
import { saveSession } from './entry-session.ts'
import { dropRestored, keepRestored } from './restored-text.ts'
import { useFocusValue } from './focus-value.ts'
import { placeLabel } from './place-label.ts'
import { useEntryWork } from './session-context.ts'
import type { EntryActs } from './use-entry-acts.ts'

/** What happened to the entry besides one's own typing: taken from this device, merged, refused, in the trash. */
export function EntryNotes({ acts }: { acts: EntryActs }) {
  const { session } = useEntryWork()
  const problem = useSignal(session.loop.problem)
  const entry = useSignal(session.entry)
  return (
    <>
      {entry?.status === 'trashed' && (
        <Note
          tone="warn"
          title={t`This entry is in the trash.`}
          action={
            entry._can.restore ? (
              <Button size="compact-sm" onClick={() => void acts.restore()}>
                {t`Restore`}
              </Button>
            ) : undefined
          }
        >
          {entry.trashedAt !== undefined && (
            <p>
              {entry.trashedBy ? (
                <Trans>
                  Moved there <Time at={entry.trashedAt} /> by {entry.trashedBy.name}.
                </Trans>
              ) : (
                <Trans>
                  Moved there <Time at={entry.trashedAt} />.
                </Trans>
              )}
            </p>
          )}
        </Note>
      )}
      <RestoredNote />
      <MergeNote />
      {problem !== null && (
        <ProblemCard
          problem={problem}
          title={t`We could not save`}
          next={t`Your text is kept on this device; typing goes on.`}
          onRetry={() => void saveSession(session)}
        />
      )}
    </>
  )
}

/** Text of an earlier time that is in the form again. */
function RestoredNote() {
  const { session } = useEntryWork()
  const restored = useSignal(session.restored)
  if (restored === null) return null
  return (
    <Note
      tone="info"
      title={t`Text that you wrote here earlier is not in the draft yet. It is in the form again.`}
      action={
        <>
          <Button size="compact-sm" onClick={() => keepRestored(session)}>
            {t`Keep it`}
          </Button>
          <Button size="compact-sm" onClick={() => dropRestored(session)}>
            {t`Discard it`}
          </Button>
        </>
      }
    >
      <p>
        {restored.from === 'device' ? (
          <Trans>
            Written <Time at={restored.at} />, kept on this device.
          </Trans>
        ) : (
          <Trans>
            Written <Time at={restored.at} />, in another browser or on another device.
          </Trans>
        )}
      </p>
    </Note>
  )
}

function MergeNote() {
  const { session } = useEntryWork()
  const note = useSignal(session.mergeNote)
  const focusValue = useFocusValue()
  if (note === null) return null
  const names = listed([...new Set(note.by.map((actor) => actor?.name ?? 'Verso'))])
  const places = session.places.filter(({ pointer }) =>
    note.pointers.some((merged) => merged === pointer || merged.startsWith(`${pointer}/`)),
  )
  const first = places[0]
  return (
    <Note
      tone="info"
      title={mergeWords(
        names === '' ? t`Someone` : names,
        note.pointers.length,
        places.map((place) => placeLabel(place, session.places)).join(', '),
      )}
      action={
        <>
          {first !== undefined && (
            <Button size="compact-sm" onClick={() => focusValue(first.pointer)}>
              {t`Show`}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => session.mergeNote.set(null)}>
            {t`Dismiss`}
          </Button>
        </>
      }
    />
  )
}

function mergeWords(who: string, count: number, fields: string): string {
  return plural(count, { one: `${who} also changed # field: ${fields}.`, other: `${who} also changed # fields: ${fields}.` })
}
