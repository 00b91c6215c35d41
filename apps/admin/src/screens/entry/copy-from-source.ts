import type { Json } from '@verso/model'
import { editValue, type EntrySession, saveSession } from './entry-session.ts'

/** Fills what is empty in one language with what another has, and says which values these were. What is there stays. */
export function copyFromSource(session: EntrySession, { source, target }: { source: string; target: string }): string[] {
  const { form, places } = session
  const copied = places.flatMap((place) => {
    const from = places.find(({ field, locale }) => field.id === place.field.id && locale === source)
    if (place.locale !== target || from === undefined) return []
    if (!isEmptyValue(form.get(place.pointer)) || isEmptyValue(form.get(from.pointer))) return []
    editValue(session, place.pointer, form.get(from.pointer) ?? null)
    return [place.pointer]
  })
  void saveSession(session)
  return copied
}

export function clearValues(session: EntrySession, pointers: readonly string[]): void {
  for (const pointer of pointers) editValue(session, pointer, null)
  void saveSession(session)
}

export function isEmptyValue(value: Json | undefined): boolean {
  return value === undefined || value === null || value === ''
}
