import type { Path, PortableTextObject } from '@portabletext/editor'
import { createContext, useContext } from 'react'

/** Dialogs stand beside the text and not in it, so that the editor never hears their keys. */
export type OpenDialog =
  | { kind: 'link'; current: PortableTextObject | null }
  | { kind: 'image' }
  | { kind: 'object'; node: PortableTextObject; path: Path }
  | { kind: 'embed' }
  /** Without a path a new entry goes in among the words; with one it takes that one's place. */
  | { kind: 'entry'; path?: Path }
  | null

export const DialogsContext = createContext<(dialog: OpenDialog) => void>(() => undefined)

export function useOpenDialog(): (dialog: OpenDialog) => void {
  return useContext(DialogsContext)
}
