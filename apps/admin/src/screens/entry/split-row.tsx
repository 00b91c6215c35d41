import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { isEmptyValue } from './copy-from-source.ts'
import { editValue, saveSession } from './entry-session.ts'
import type { ValuePlace } from './entry-values.ts'
import { FieldRow } from './field-row.tsx'
import { useEntryWork } from './session-context.ts'
import { SourceChanges } from './source-changes.tsx'
import { SourceField } from './source-field.tsx'
import classes from './split.module.css'
import type { EntryActs } from './use-entry-acts.ts'

interface SplitRowProps {
  place: ValuePlace
  source: string
  acts: EntryActs
  isTitle?: boolean
}

/** One field in two languages: to read on one side, to write on the other. */
export function SplitRow({ place, source, acts, isTitle = false }: SplitRowProps) {
  const { session, lockedBecause } = useEntryWork()
  const sourcePlace = session.places.find(({ field, locale }) => field.id === place.field.id && locale === source)
  const isNested = (place.field.components ?? place.field.blocks) !== undefined
  return (
    <div className={classes.row}>
      <div className={classes.source}>
        {sourcePlace !== undefined || isNested ? (
          <SourceField place={sourcePlace ?? place} source={source} isTitle={isTitle} />
        ) : (
          <p className={classes.shared}>
            <strong>{place.field.label}</strong> {t`All languages`}
          </p>
        )}
      </div>
      <div className={classes.target}>
        <FieldRow place={place} session={session} lockedBecause={lockedBecause} isTitle={isTitle} showsLocale={place.locale !== null} />
        {sourcePlace !== undefined && lockedBecause === null && <CopyOne place={place} from={sourcePlace} />}
        {sourcePlace !== undefined && <SourceChanges place={place} sourcePointer={sourcePlace.pointer} source={source} acts={acts} />}
      </div>
    </div>
  )
}

/** Only offered where nothing would be written over. */
function CopyOne({ place, from }: { place: ValuePlace; from: ValuePlace }) {
  const { session } = useEntryWork()
  const { form } = session
  const source = from.locale ?? ''
  const mayCopy = useSyncExternalStore(
    form.subscribeAll,
    () => isEmptyValue(form.get(place.pointer)) && !isEmptyValue(form.get(from.pointer)),
  )
  if (!mayCopy) return null
  const copy = () => {
    editValue(session, place.pointer, form.get(from.pointer) ?? null)
    void saveSession(session)
  }
  return (
    <Button
      size="compact-sm"
      className={classes.copy}
      leftSection={<IconArrowRight size={16} stroke={1.75} aria-hidden />}
      onClick={copy}
      aria-label={t`Copy from ${source}: ${place.field.label}`}
    >
      {t`Copy from ${source}`}
    </Button>
  )
}
