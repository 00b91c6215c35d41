import { type ContentType, componentTypes, type Field } from './content-type.ts'

// Types are never changed once they are made; what was worked out from one is kept beside it.
const flatTypes = new WeakMap<ContentType, ContentType>()
const publicTypes = new WeakMap<ContentType, ContentType>()

/** A type as the content of one locale sees it: nothing is a map by locale any more, so every field reads as a shared one. */
export function flatType(type: ContentType): ContentType {
  return narrow(type, flatTypes, (fields) => fields.map(({ localized: _, ...field }) => field))
}

/** A type without its private fields, those of the components that it holds included. */
export function withoutPrivate(type: ContentType): ContentType {
  return narrow(type, publicTypes, (fields) => fields.filter((field) => field.private !== true))
}

/** The same at every level. A component may hold itself, so that each type is noted before its fields are looked into. */
function narrow(type: ContentType, known: WeakMap<ContentType, ContentType>, of: (fields: Field[]) => Field[]): ContentType {
  const before = known.get(type)
  if (before !== undefined) return before
  const narrowed: ContentType = { ...type, fields: [] }
  known.set(type, narrowed)
  known.set(narrowed, narrowed)
  narrowed.fields = of(type.fields).map((field) => {
    const inner = field[componentTypes]
    return inner === undefined ? field : { ...field, [componentTypes]: inner.map((one) => narrow(one, known, of)) }
  })
  return narrowed
}
