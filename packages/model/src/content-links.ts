import type { Content } from './content.ts'
import type { ContentType } from './content-type.ts'
import { type ContentLeaf, contentLeaves } from './content-leaves.ts'
import { isPlainObject } from './plain-object.ts'

export interface ContentLink extends Pick<ContentLeaf, 'fieldId' | 'inner' | 'locale' | 'path'> {
  kind: 'entry' | 'media'
  id: string
}

/** Every link of the reference and media fields of an entry, in the order of the model. Links inside rich text are found by its own room. */
export function contentLinks(type: Pick<ContentType, 'fields'>, content: Content): ContentLink[] {
  return contentLeaves(type, content).flatMap(linksOf)
}

function linksOf({ field, value, ...leaf }: ContentLeaf): ContentLink[] {
  const items = Array.isArray(value)
    ? value.map((item, index) => ({ item, path: `${leaf.path}/${index}` }))
    : [{ item: value, path: leaf.path }]
  return items.flatMap(({ item, path }): ContentLink[] => {
    if (!isPlainObject(item)) return []
    if (field.kind === 'reference' && typeof item._ref === 'string') return [{ ...leaf, path, kind: 'entry', id: item._ref }]
    if (field.kind === 'media' && typeof item._media === 'string') return [{ ...leaf, path, kind: 'media', id: item._media }]
    return []
  })
}
