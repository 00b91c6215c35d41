import type { ProblemIssue } from '@verso/contract'
import { type FindComponent, type InnerPlace, innerPlace } from '../../fields/nested/inner-place.ts'
import { placeAt, type ValuePlace } from './entry-values.ts'
import type { FormStore } from './form-store.ts'
import { placeLabel } from './place-label.ts'

export type Faults = Map<string, string[]>

interface Looked {
  places: readonly ValuePlace[]
  form: FormStore
  options: { findComponent: FindComponent }
}

/** The server's faults by the pointers of the form's values, which may lie inside other values. */
export function faultsOf(issues: readonly ProblemIssue[], session: Looked): Faults {
  const faults: Faults = new Map()
  for (const { path, message } of issues) {
    const found = knownPlace(path ?? '', session)
    if (found === undefined) continue
    // Only JSON has an inside that no editor of ours shows.
    const sentence =
      found.inner.field.kind === 'json' && found.inner.rest.length > 0 ? `${found.inner.rest.join('/')}: ${message}` : message
    faults.set(found.inner.pointer, [...(faults.get(found.inner.pointer) ?? []), sentence])
  }
  return faults
}

/** The value that a pointer leads to: the place of the form that holds it, and where inside that it stands. */
export function knownPlace(path: string, { places, form, options }: Looked): { place: ValuePlace; inner: InnerPlace } | undefined {
  const place = placeAt(path, places)
  if (place === undefined) return undefined
  const tokens = path.startsWith(`${place.pointer}/`) ? path.slice(place.pointer.length + 1).split('/') : []
  const { pointer, field, locale } = place
  const step = { pointer, labels: [placeLabel(place, places)], field, value: form.get(pointer), isShared: locale === null }
  return { place, inner: innerPlace(step, tokens, options.findComponent) }
}

/** What people call the value at a pointer of the form: "Sections › 2 Quote › Text". */
export function valueLabel(pointer: string, session: Looked): string {
  return knownPlace(pointer, session)?.inner.labels.join(' › ') ?? pointer
}
