import type { ContentTypeView, FieldView, SaveConflict } from '@verso/contract'
import { mergeContent } from '@verso/merge'
import { type Content, type ContentType, type Field, type Json, linkTypes } from '@verso/model'
import type { ValuePlace } from './entry-values.ts'

/** A value of the form that two people changed, or one inside it. What this one made of it stands on the screen. */
export interface MetValue extends Pick<SaveConflict, 'kind'> {
  /** As the form's pointers: items stand in it by what they are told by. */
  path: string
  base: Json
  theirs: Json
  /** Where theirs stands in its list, should it come back into it; -1 where that says nothing. */
  index: number
}

interface Versions {
  base: Json | undefined
  mine: Json | undefined
  theirs: Json | undefined
}

/** What was typed, on top of what the server has by now: what others changed beside it comes in; where both changed one value, mine stays. */
export function rebaseValue(
  { pointer, field, locale }: ValuePlace,
  { base, mine, theirs }: Versions,
  types: readonly ContentTypeView[],
): { value: Json | undefined; conflicts: MetValue[] } {
  const contentOf = (value: Json | undefined): Content =>
    value === undefined || value === null ? {} : { [field.name]: locale === null ? value : { [locale]: value } }
  // A merge keeps the second side where both changed a value.
  const { content, conflicts } = mergeContent(
    { base: contentOf(base), ours: contentOf(theirs), theirs: contentOf(mine) },
    typeAround(field, types),
  )
  const merged = content[field.name]
  return {
    value: locale === null ? merged : (merged as { [code: string]: Json } | undefined)?.[locale],
    conflicts: conflicts.map(({ kind, path = '', byKey = path, base: before, mine: now }) => {
      const index = Number(path.split('/').at(-1))
      return { path: pointer + byKey, kind, base: before, theirs: now, index: path === '' || Number.isNaN(index) ? -1 : index }
    }),
  }
}

/** The model as far as a merge looks at it. The form knows everything by names, so they stand for the ids. */
function typeAround(field: FieldView, types: readonly ContentTypeView[]): ContentType {
  const components = types.filter(({ kind }) => kind === 'component')
  const whole: ContentType = { id: '', name: '', label: '', kind: 'collection', fields: [byName(field)] }
  const [linked = whole] = linkTypes([
    whole,
    ...components.map(({ name, label, fields }): ContentType => ({ id: name, name, label, kind: 'component', fields: fields.map(byName) })),
  ])
  return linked
}

function byName({ name, label, kind, many, localized, components, blocks }: FieldView): Field {
  return {
    id: name,
    name,
    label,
    // What is worked out has no expression here, and nobody types it.
    kind: kind === 'computed' ? 'json' : kind,
    ...(many === true ? { many } : {}),
    ...(localized === true ? { localized } : {}),
    ...(components === undefined ? {} : { components }),
    ...(blocks === undefined ? {} : { blocks }),
  }
}
