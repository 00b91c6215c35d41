import { useQuery } from '@tanstack/react-query'
import type { EntryView } from '@verso/contract'
import { useSyncExternalStore } from 'react'
import { revisionQuery } from '../../api/entries.ts'
import { type ValuePlace, type Values, valuesOf } from './entry-values.ts'
import type { FormStore } from './form-store.ts'
import { sameJson } from './same-json.ts'
import { useEntryWork } from './session-context.ts'

/** What differs between the screen and what readers see; null while that isn't known or nothing is public. */
export function usePublishedDifferences(entry: EntryView | null): ValuePlace[] | null {
  const { session } = useEntryWork()
  const revision = Math.max(0, ...Object.values(entry?.publications ?? {}).map((publication) => publication.revision))
  const published = useQuery({ ...revisionQuery(entry?.id ?? '', revision), enabled: revision > 0 })
  const before = published.data === undefined ? null : valuesOf(published.data.fields, session.places)
  return useDifferences(session.form, session.places, revision > 0 ? before : null)
}

/** The values on the screen that differ from others, followed as they are typed. */
export function useDifferences(form: FormStore, places: readonly ValuePlace[], before: Values | null): ValuePlace[] | null {
  const key = useSyncExternalStore(form.subscribeAll, () =>
    before === null
      ? null
      : places
          .filter(({ pointer }) => !sameJson(form.get(pointer), before.get(pointer)))
          .map(({ pointer }) => pointer)
          .join('\n'),
  )
  if (key === null) return null
  const pointers = key === '' ? [] : key.split('\n')
  return places.filter(({ pointer }) => pointers.includes(pointer))
}
