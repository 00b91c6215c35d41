import type { ContentTypeView } from '@verso/contract'
import type { Json } from '@verso/model'
import { createContext, useContext, useSyncExternalStore } from 'react'

/** What some editors need to know of the form around them. */
export interface FormSurroundings {
  type: ContentTypeView
  entryId: () => string | null
  /** Readers know the entry's address already. */
  isPublic: () => boolean
  valueOf: (fieldName: string, locale: string | null) => Json | undefined
  subscribe: (listener: () => void) => () => void
}

export const FormContext = createContext<FormSurroundings | null>(null)

export function useFormSurroundings(): FormSurroundings | null {
  return useContext(FormContext)
}

/** The text of the fields that a slug is made from, as it changes. */
export function useSourceText(fieldNames: readonly string[], locale: string | null): string {
  const form = useContext(FormContext)
  const read = () =>
    fieldNames
      .map((name) => textOf(form?.valueOf(name, locale)))
      .filter((text) => text !== '')
      .join(' ')
  return useSyncExternalStore(form?.subscribe ?? neverChanges, read)
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function neverChanges(): () => void {
  return () => undefined
}
