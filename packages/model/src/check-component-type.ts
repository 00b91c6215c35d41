import type { ContentType } from './content-type.ts'
import type { IssueList } from './issue-list.ts'

/** What a component can't have, since it has no entries of its own; and that a type with entries doesn't become one, nor the reverse. */
export function checkComponentType(type: ContentType, { current }: { current?: ContentType | undefined }, list: IssueList): void {
  if (current !== undefined && (current.kind === 'component') !== (type.kind === 'component')) {
    list.add('/kind', 'invalid', 'A component stays a component, and a type with entries keeps them: make a new type')
  }
  if (type.kind !== 'component') return
  for (const member of ['slugField', 'tree', 'publicRead', 'previewUrl', 'retention', 'templates'] as const) {
    if (type[member] !== undefined) list.add(`/${member}`, 'invalid', 'A component has no entries of its own, so that this means nothing')
  }
  for (const [index, field] of type.fields.entries()) {
    if (field.unique !== undefined) list.add(`/fields/${index}/unique`, 'invalid', 'Values inside a component are not unique')
  }
}
