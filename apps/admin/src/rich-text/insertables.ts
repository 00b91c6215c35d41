import {
  IconBlockquote,
  IconCode,
  IconH2,
  IconH3,
  type Icon,
  IconList,
  IconListNumbers,
  IconPhoto,
  IconPlayerPlay,
  IconSeparatorHorizontal,
  IconTable,
} from '@tabler/icons-react'

export interface Insertable {
  name: string
  label: string
  icon: Icon
  /** Words that find it in the insert menu. */
  words: string
}

/** What can be put between two paragraphs. */
export const insertables: Insertable[] = [
  { name: 'image', label: 'Picture', icon: IconPhoto, words: 'image photo media' },
  { name: 'table', label: 'Table', icon: IconTable, words: 'grid rows columns' },
  { name: 'code', label: 'Code block', icon: IconCode, words: 'pre source' },
  { name: 'break', label: 'Break', icon: IconSeparatorHorizontal, words: 'rule line divider' },
  { name: 'embed', label: 'Embed', icon: IconPlayerPlay, words: 'video film address' },
]

/** What the insert menu offers besides: ways to begin the paragraph. */
export const beginnings: Insertable[] = [
  { name: 'h2', label: 'Heading 2', icon: IconH2, words: 'title' },
  { name: 'h3', label: 'Heading 3', icon: IconH3, words: 'title' },
  { name: 'bullet', label: 'Bulleted list', icon: IconList, words: 'unordered ul' },
  { name: 'number', label: 'Numbered list', icon: IconListNumbers, words: 'ordered ol' },
  { name: 'blockquote', label: 'Quote', icon: IconBlockquote, words: 'citation' },
]
