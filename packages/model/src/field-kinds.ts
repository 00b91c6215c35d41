import type { FieldKindName } from './content-type.ts'
import type { FieldKind } from './field-kind.ts'
import { boolean } from './kinds/boolean.ts'
import { date } from './kinds/date.ts'
import { datetime } from './kinds/datetime.ts'
import { enumeration } from './kinds/enum.ts'
import { integer } from './kinds/integer.ts'
import { json } from './kinds/json.ts'
import { longText } from './kinds/long-text.ts'
import { markdown } from './kinds/markdown.ts'
import { media } from './kinds/media.ts'
import { number } from './kinds/number.ts'
import { reference } from './kinds/reference.ts'
import { richText } from './kinds/rich-text.ts'
import { slug } from './kinds/slug.ts'
import { text } from './kinds/text.ts'

/** The one table of kinds: everything that treats kinds differently asks here. */
export const fieldKinds: Record<FieldKindName, FieldKind> = {
  text,
  longText,
  markdown,
  richText,
  integer,
  number,
  boolean,
  date,
  datetime,
  enum: enumeration,
  slug,
  reference,
  media,
  json,
}
