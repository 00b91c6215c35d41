import { Button } from '@mantine/core'
import { useSignal } from '../../api/signal.ts'
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
  const restored = useSignal(session.restored)
  const problem = useSignal(session.loop.problem)
  const entry = useSignal(session.entry)
  return (
    <>
      {entry?.status === 'trashed' && (
        <Note
          tone="warn"
          title="This entry is in the trash."
          action={
            entry._can.restore ? (
              <Button size="compact-sm" onClick={() => void acts.restore()}>
                Restore
              </Button>
            ) : undefined
          }
        >
          {entry.trashedAt !== undefined && (
            <p>
              Moved there <Time at={entry.trashedAt} />
              {entry.trashedBy ? ` by ${entry.trashedBy.name}` : ''}.
            </p>
          )}
        </Note>
      )}
      {restored !== null && (
        <Note
          tone="info"
          title="Text that you wrote here earlier is not in the draft yet. It is in the form again."
          action={
            <>
              <Button size="compact-sm" onClick={() => keepRestored(session)}>
                Keep it
              </Button>
              <Button size="compact-sm" onClick={() => dropRestored(session)}>
                Discard it
              </Button>
            </>
          }
        >
          <p>
            Written <Time at={restored.at} />,{' '}
            {restored.from === 'device' ? 'kept on this device' : 'in another browser or on another device'}.
          </p>
        </Note>
      )}
      <MergeNote />
      {problem !== null && (
        <ProblemCard
          problem={problem}
          title="We could not save"
          next="Your text is kept on this device; typing goes on."
          onRetry={() => void saveSession(session)}
        />
      )}
    </>
  )
}

function MergeNote() {
  const { session } = useEntryWork()
  const note = useSignal(session.mergeNote)
  const focusValue = useFocusValue()
  if (note === null) return null
  const names = [...new Set(note.by.map((actor) => actor?.name ?? 'Verso'))].join(' and ')
  const places = session.places.filter(({ pointer }) =>
    note.pointers.some((merged) => merged === pointer || merged.startsWith(`${pointer}/`)),
  )
  const first = places[0]
  return (
    <Note
      tone="info"
      title={`${names === '' ? 'Someone' : names} also changed ${note.pointers.length === 1 ? '1 field' : `${note.pointers.length} fields`}: ${places.map((place) => placeLabel(place, session.places)).join(', ')}.`}
      action={
        <>
          {first !== undefined && (
            <Button size="compact-sm" onClick={() => focusValue(first.pointer)}>
              Show
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => session.mergeNote.set(null)}>
            Dismiss
          </Button>
        </>
      }
    />
  )
}
