import {
  IconBlockquote,
  IconCode,
  IconFileText,
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
import { type Allowed, allowsBlock, allowsInline } from './allowed.ts'
import { blockLabels, listLabels, styleLabels } from './format-labels.ts'

export interface Insertable {
  name: string
  label: string | undefined
  icon: Icon
  /** Words that find it in the insert menu. */
  words: string
  isAllowed: (allowed: Allowed) => boolean
}

/** What can be put between two paragraphs, or into one. */
const objects: Insertable[] = [
  block('image', IconPhoto, 'image photo media'),
  block('table', IconTable, 'grid rows columns'),
  block('code', IconCode, 'pre source'),
  block('break', IconSeparatorHorizontal, 'rule line divider'),
  block('embed', IconPlayerPlay, 'video film address'),
  {
    name: 'entry',
    label: blockLabels['entry'],
    icon: IconFileText,
    words: 'mention reference inline',
    isAllowed: (allowed) => allowsInline(allowed, 'entry'),
  },
]

/** What the insert menu offers besides: ways to begin the paragraph. */
const beginnings: Insertable[] = [
  style('h2', IconH2, 'title'),
  style('h3', IconH3, 'title'),
  list('bullet', IconList, 'unordered ul'),
  list('number', IconListNumbers, 'ordered ol'),
  style('blockquote', IconBlockquote, 'citation'),
]

export function insertablesOf(allowed: Allowed): Insertable[] {
  return objects.filter(({ isAllowed }) => isAllowed(allowed))
}

export function beginningsOf(allowed: Allowed): Insertable[] {
  return beginnings.filter(({ isAllowed }) => isAllowed(allowed))
}

function block(name: string, icon: Icon, words: string): Insertable {
  return { name, label: blockLabels[name], icon, words, isAllowed: (allowed) => allowsBlock(allowed, name) }
}

function style(name: string, icon: Icon, words: string): Insertable {
  return { name, label: styleLabels[name], icon, words, isAllowed: ({ styles }) => styles.includes(name) }
}

function list(name: string, icon: Icon, words: string): Insertable {
  return { name, label: listLabels[name], icon, words, isAllowed: ({ lists }) => lists.includes(name) }
}
