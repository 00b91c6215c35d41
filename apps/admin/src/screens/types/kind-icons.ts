import { t } from '@lingui/core/macro'
import {
  type Icon,
  IconAlignLeft,
  IconAt,
  IconBox,
  IconBraces,
  IconCalendar,
  IconCalendarClock,
  IconCoins,
  IconDecimal,
  IconLetterT,
  IconLink,
  IconList,
  IconMapPin,
  IconMarkdown,
  IconMathFunction,
  IconNumber123,
  IconPalette,
  IconPhoto,
  IconSlash,
  IconStack2,
  IconTextCaption,
  IconToggleLeft,
  IconWorld,
} from '@tabler/icons-react'
import type { FieldKindName } from '@verso/model'

/** A sign, a name and an example for each kind of field. */
export const kindSigns: Record<FieldKindName, { icon: Icon; label: string; example: string }> = {
  text: { icon: IconLetterT, label: t`Text`, example: t`One line: a title, a name` },
  longText: { icon: IconAlignLeft, label: t`Long text`, example: t`Several lines without form` },
  markdown: { icon: IconMarkdown, label: t`Markdown`, example: t`Text with Markdown signs` },
  richText: { icon: IconTextCaption, label: t`Rich text`, example: t`Headings, links, lists, pictures` },
  integer: { icon: IconNumber123, label: t`Integer`, example: '42' },
  number: { icon: IconDecimal, label: t`Number`, example: '4.2' },
  boolean: { icon: IconToggleLeft, label: t`Yes or no`, example: t`Yes or no` },
  date: { icon: IconCalendar, label: t`Date`, example: t`A day` },
  datetime: { icon: IconCalendarClock, label: t`Date and time`, example: t`A moment, with its zone` },
  enum: { icon: IconList, label: t`Choice`, example: t`One or more of a fixed list` },
  slug: { icon: IconSlash, label: t`Slug`, example: t`The entry’s name in addresses` },
  reference: { icon: IconLink, label: t`Reference`, example: t`Another entry, or many` },
  media: { icon: IconPhoto, label: t`Media`, example: t`A picture or another file` },
  json: { icon: IconBraces, label: t`JSON`, example: t`Anything, as JSON` },
  decimal: { icon: IconCoins, label: t`Decimal`, example: t`19.90, kept exactly as written` },
  email: { icon: IconAt, label: t`Email`, example: 'ada@example.org' },
  url: { icon: IconWorld, label: t`URL`, example: 'https://example.org' },
  color: { icon: IconPalette, label: t`Colour`, example: '#115f6f' },
  location: { icon: IconMapPin, label: t`Location`, example: t`Latitude and longitude` },
  component: { icon: IconBox, label: t`Component`, example: t`A group of fields, once or repeated` },
  blocks: { icon: IconStack2, label: t`Blocks`, example: t`Sections of several sorts, in any order` },
  computed: { icon: IconMathFunction, label: t`Computed`, example: t`Made of other fields: ${'{first} {last}'}` },
}

/** The kinds as people look for them. */
export const kindGroups: { label: string; kinds: FieldKindName[] }[] = [
  { label: t`Text`, kinds: ['text', 'longText', 'richText', 'markdown', 'slug', 'email', 'url'] },
  { label: t`Numbers and times`, kinds: ['integer', 'decimal', 'number', 'date', 'datetime'] },
  { label: t`Choices`, kinds: ['boolean', 'enum', 'color'] },
  { label: t`Links and files`, kinds: ['reference', 'media', 'location'] },
  { label: t`Structure`, kinds: ['component', 'blocks', 'computed', 'json'] },
]
