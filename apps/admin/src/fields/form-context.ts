import type { ContentTypeView } from '@verso/contract'
import type { FieldKindName, Json } from '@verso/model'
import { type ComponentType, createContext, useContext, useSyncExternalStore } from 'react'
import type { Signal } from '../api/signal.ts'
import type { FieldEditorProps } from './field-editor-props.ts'

/** What some editors need to know of the form around them. */
export interface FormSurroundings {
  type: ContentTypeView
  entryId: () => string | null
  /** In a tree the entry above. */
  parentId: () => string | null
  /** Readers know the entry's address already. */
  isPublic: () => boolean
  valueOf: (fieldName: string, locale: string | null) => Json | undefined
  subscribe: (listener: () => void) => () => void
  /** The language that is being written, and the one that stands in for others. */
  locale: string
  defaultLocale: string
  /** All types, among them the components that fields hold. */
  types: readonly ContentTypeView[]
  findComponent: (name: string) => ContentTypeView | undefined
  /** The editor of each kind; here, so that editors of nested values can hold all others. */
  editors: Record<FieldKindName, ComponentType<FieldEditorProps>>
  /** A value at a pointer of the form, also inside others. */
  valueAt: (pointer: string) => Json | undefined
  issuesOf: (pointer: string) => readonly string[]
  subscribeTo: (pointer: string, listener: () => void) => () => void
  /** How many values inside this one have faults. */
  countFaultsIn: (pointer: string) => number
  setTypingIssue: (pointer: string, sentence: string | null) => void
  /** A value inside others that is to be seen now. */
  revealed: Signal<{ pointer: string } | null>
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
