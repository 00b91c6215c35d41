import type { ContentTypeView } from '@verso/contract'
import type { Item } from './items.ts'
import type { ItemActs } from './use-items.ts'

export interface ItemCardProps {
  item: Item
  /** Undefined where the person may not see the component's type. */
  type: ContentTypeView | undefined
  /** Names of the types that may stand beside it. */
  allowed: string
  index: number
  count: number
  pointer: string
  locale: string | null
  readOnly: boolean
  isOpen: boolean
  acts: ItemActs
  onOpen: (key: string, isOpen: boolean) => void
  onInsert: (at: number, type: ContentTypeView) => void
  onDuplicate: (key: string) => void
}
