import { t } from '@lingui/core/macro'
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
  block('image', IconPhoto, t`image photo media`),
  block('table', IconTable, t`grid rows columns`),
  block('code', IconCode, t`pre source`),
  block('break', IconSeparatorHorizontal, t`rule line divider`),
  block('embed', IconPlayerPlay, t`video film address`),
  {
    name: 'entry',
    label: blockLabels['entry'],
    icon: IconFileText,
    words: t`mention reference inline`,
    isAllowed: (allowed) => allowsInline(allowed, 'entry'),
  },
]

/** What the insert menu offers besides: ways to begin the paragraph. */
const beginnings: Insertable[] = [
  style('h2', IconH2, 'title'),
  style('h3', IconH3, 'title'),
  list('bullet', IconList, t`unordered ul`),
  list('number', IconListNumbers, t`ordered ol`),
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
