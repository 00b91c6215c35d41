import type { Toolbar } from './content-type.ts'

/** What rich text is made of, by name; the room of rich text says what each of them is. A toolbar names what of it a field allows. */
export const richTextNames = {
  styles: ['normal', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote'],
  decorators: ['strong', 'em', 'underline', 'strike-through', 'code', 'sub', 'sup'],
  annotations: ['link', 'entryLink'],
  lists: ['bullet', 'number'],
  blockObjects: ['image', 'code', 'table', 'break', 'embed'],
  inlineObjects: ['entry'],
} as const

/** The forms that rich text can be asked for in; without one it comes as Portable Text. */
export const richTextForms = ['html', 'markdown', 'text'] as const

export type RichTextForm = (typeof richTextForms)[number]

/** What each list of a toolbar may name. `entries` names content types, which are the model's. */
export const toolbarChoices: Record<keyof Omit<Toolbar, 'entries'>, readonly string[]> = {
  styles: richTextNames.styles,
  marks: [...richTextNames.decorators, ...richTextNames.annotations],
  lists: richTextNames.lists,
  blocks: [...richTextNames.blockObjects, ...richTextNames.inlineObjects],
}

/** What a field allows of one sort: all of it where its toolbar doesn't say. Plain paragraphs are always allowed. */
export function allowedNames<T extends string>(
  toolbar: Toolbar | undefined,
  part: keyof typeof toolbarChoices,
  names: readonly T[],
): readonly T[] {
  const allowed = toolbar?.[part]
  return allowed === undefined ? names : names.filter((name) => allowed.includes(name) || name === 'normal')
}
