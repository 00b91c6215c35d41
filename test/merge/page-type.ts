import { type ContentType, type Field, linkTypes } from '@verso/model'

const aField = (id: string, settings: Partial<Field> = {}): Field => ({ id, name: id, label: id, kind: 'text', ...settings })

const card: ContentType = {
  id: 'card',
  name: 'card',
  label: 'Card',
  kind: 'component',
  fields: [
    aField('heading', { localized: true }),
    aField('tone'),
    aField('text', { kind: 'richText' }),
    aField('related', { kind: 'reference', many: true }),
    aField('inner', { kind: 'component', components: ['card'] }),
    aField('list', { kind: 'component', components: ['card'], many: true }),
  ],
}
const other: ContentType = { ...card, id: 'other', name: 'other', fields: [aField('tone')] }

/** A type with something of each shape: plain, localised, chosen from a list, nested, rich text. */
export const pageType: ContentType = linkTypes([
  {
    ...card,
    id: 'page',
    name: 'page',
    kind: 'collection',
    fields: [
      aField('title', { localized: true }),
      aField('stars', { kind: 'integer' }),
      aField('data', { kind: 'json' }),
      aField('tags', { kind: 'enum', many: true }),
      aField('links', { kind: 'reference', many: true, localized: true }),
      aField('files', { kind: 'media', many: true }),
      aField('seo', { kind: 'component', components: ['card'] }),
      aField('sections', { kind: 'blocks', blocks: ['card', 'other'] }),
      aField('body', { kind: 'richText', localized: true }),
      aField('notes', { kind: 'richText' }),
    ],
  },
  card,
  other,
])[0] as ContentType
