import type { FieldView } from '@verso/contract'
import { allowedSchema, type RichTextSchema, richTextSchema } from '@verso/rich-text'
import { createContext, useContext } from 'react'

/**
 * What a field lets people make. The editor itself knows all of rich text, so that a text from before the field was narrowed loads
 * and stays whole; only what is made anew is held to this.
 */
export interface Allowed extends RichTextSchema {
  /** Names of the types that links and entries in the text may lead to; none means all. */
  entries: readonly string[]
  isNarrowed: boolean
}

export function allowedBy({ toolbar }: FieldView): Allowed {
  return {
    ...allowedSchema(toolbar),
    entries: toolbar?.entries ?? [],
    isNarrowed: toolbar !== undefined,
  }
}

export const AllowedContext = createContext<Allowed>({
  ...richTextSchema,
  entries: [],
  isNarrowed: false,
})

export function useAllowed(): Allowed {
  return useContext(AllowedContext)
}

export function allowsBlock({ blockObjects }: Allowed, name: string): boolean {
  return Object.hasOwn(blockObjects, name)
}

export function allowsInline({ inlineObjects }: Allowed, name: string): boolean {
  return Object.hasOwn(inlineObjects, name)
}

export function allowsAnnotation({ annotations }: Allowed, name: string): boolean {
  return Object.hasOwn(annotations, name)
}
