import {
  type Icon,
  IconAlignLeft,
  IconBraces,
  IconCalendar,
  IconCalendarClock,
  IconDecimal,
  IconLetterT,
  IconLink,
  IconList,
  IconMarkdown,
  IconNumber123,
  IconPhoto,
  IconSlash,
  IconTextCaption,
  IconToggleLeft,
} from '@tabler/icons-react'
import type { FieldKindName } from '@verso/model'

/** A sign and an example for each kind of field. */
export const kindSigns: Record<FieldKindName, { icon: Icon; example: string }> = {
  text: { icon: IconLetterT, example: 'One line: a title, a name' },
  longText: { icon: IconAlignLeft, example: 'Several lines without form' },
  markdown: { icon: IconMarkdown, example: 'Text with Markdown signs' },
  richText: { icon: IconTextCaption, example: 'Headings, links, lists, pictures' },
  integer: { icon: IconNumber123, example: '42' },
  number: { icon: IconDecimal, example: '4.2' },
  boolean: { icon: IconToggleLeft, example: 'Yes or no' },
  date: { icon: IconCalendar, example: 'A day' },
  datetime: { icon: IconCalendarClock, example: 'A moment, with its zone' },
  enum: { icon: IconList, example: 'One or more of a fixed list' },
  slug: { icon: IconSlash, example: 'The entry’s name in addresses' },
  reference: { icon: IconLink, example: 'Another entry, or many' },
  media: { icon: IconPhoto, example: 'A picture or another file' },
  json: { icon: IconBraces, example: 'Anything, as JSON' },
}
