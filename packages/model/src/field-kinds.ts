import type { Field, FieldKindName } from './content-type.ts'
import type { Comparison, FieldKind } from './field-kind.ts'
import { blocks } from './kinds/blocks.ts'
import { boolean } from './kinds/boolean.ts'
import { color } from './kinds/color.ts'
import { computed } from './kinds/computed.ts'
import { component } from './kinds/component.ts'
import { date } from './kinds/date.ts'
import { datetime } from './kinds/datetime.ts'
import { decimal } from './kinds/decimal.ts'
import { email } from './kinds/email.ts'
import { enumeration } from './kinds/enum.ts'
import { integer } from './kinds/integer.ts'
import { json } from './kinds/json.ts'
import { location } from './kinds/location.ts'
import { longText } from './kinds/long-text.ts'
import { markdown } from './kinds/markdown.ts'
import { media } from './kinds/media.ts'
import { number } from './kinds/number.ts'
import { reference } from './kinds/reference.ts'
import { richText } from './kinds/rich-text.ts'
import { slug } from './kinds/slug.ts'
import { text } from './kinds/text.ts'
import { url } from './kinds/url.ts'

/** The one table of kinds: everything that treats kinds differently asks here. */
export const fieldKinds: Record<FieldKindName, FieldKind> = {
  text,
  longText,
  markdown,
  richText,
  integer,
  decimal,
  number,
  boolean,
  date,
  datetime,
  enum: enumeration,
  slug,
  email,
  url,
  color,
  reference,
  media,
  location,
  json,
  component,
  blocks,
  computed,
}

/** How values of the field are compared. */
export function comparisonOf(field: Field): Comparison {
  const { comparison } = fieldKinds[field.kind]
  return typeof comparison === 'function' ? comparison(field) : comparison
}
