/** A content type as `POST /admin/v1/types` takes it. */
export interface TypeInput {
  name: string
  label: string
  description: string
  titleField: string
  slugField?: string
  fields: { name: string; kind: string; [setting: string]: unknown }[]
}

export const postFormats = ['standard', 'aside', 'audio', 'chat', 'gallery', 'image', 'link', 'quote', 'status', 'video']

const slug = (from: string) => ({ name: 'slug', kind: 'slug', required: true, unique: true, from: [from] })
const title = (name: string) => ({ name, kind: 'text', required: true, searchable: true })

/** The types that a WordPress site needs, in an order in which each knows those that it refers to. */
export const wordpressTypes: TypeInput[] = [
  {
    name: 'author',
    label: 'Author',
    description: 'A person who writes.',
    titleField: 'name',
    slugField: 'slug',
    fields: [title('name'), slug('name'), { name: 'bio', kind: 'longText' }],
  },
  {
    name: 'category',
    label: 'Category',
    description: 'A subject; categories stand in each other.',
    titleField: 'name',
    slugField: 'slug',
    fields: [
      title('name'),
      slug('name'),
      { name: 'description', kind: 'longText' },
      { name: 'parent', kind: 'reference', to: ['category'] },
    ],
  },
  {
    name: 'tag',
    label: 'Tag',
    description: 'A keyword.',
    titleField: 'name',
    slugField: 'slug',
    fields: [title('name'), slug('name'), { name: 'description', kind: 'longText' }],
  },
  {
    name: 'post',
    label: 'Post',
    description: 'A dated article.',
    titleField: 'title',
    slugField: 'slug',
    fields: [
      title('title'),
      slug('title'),
      { name: 'date', kind: 'datetime', indexed: true },
      { name: 'author', kind: 'reference', to: ['author'], indexed: true },
      { name: 'excerpt', kind: 'longText', searchable: true },
      { name: 'body', kind: 'richText', searchable: true },
      { name: 'featuredImage', kind: 'media', label: 'Featured image', accept: ['image/*'] },
      { name: 'categories', kind: 'reference', to: ['category'], many: true, indexed: true },
      { name: 'tags', kind: 'reference', to: ['tag'], many: true, indexed: true },
      { name: 'format', kind: 'enum', options: postFormats, default: 'standard' },
      { name: 'sticky', kind: 'boolean', default: false, help: 'Stays at the top of lists.' },
    ],
  },
  {
    name: 'page',
    label: 'Page',
    description: 'A page with a place in the tree of pages.',
    titleField: 'title',
    slugField: 'slug',
    fields: [
      title('title'),
      slug('title'),
      { name: 'parent', kind: 'reference', to: ['page'] },
      { name: 'order', kind: 'integer', help: 'Its place among the pages below the same parent.' },
      { name: 'date', kind: 'datetime' },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'excerpt', kind: 'longText', searchable: true },
      { name: 'body', kind: 'richText', searchable: true },
      { name: 'featuredImage', kind: 'media', label: 'Featured image', accept: ['image/*'] },
    ],
  },
  {
    name: 'menu',
    label: 'Menu',
    description: 'A list of links for a place on the site.',
    titleField: 'name',
    slugField: 'slug',
    fields: [title('name'), slug('name')],
  },
  {
    name: 'menuItem',
    label: 'Menu item',
    description: 'One link of a menu.',
    titleField: 'label',
    fields: [
      { name: 'label', kind: 'text', required: true },
      { name: 'menu', kind: 'reference', to: ['menu'], required: true, indexed: true },
      { name: 'parent', kind: 'reference', to: ['menuItem'] },
      { name: 'order', kind: 'integer' },
      { name: 'target', kind: 'reference', to: ['post', 'page', 'category', 'tag'] },
      { name: 'url', kind: 'text', label: 'Address', help: 'For links that lead elsewhere.' },
      { name: 'title', kind: 'text', label: 'Title attribute' },
      { name: 'description', kind: 'longText' },
      { name: 'cssClasses', kind: 'text', label: 'CSS classes' },
      { name: 'relation', kind: 'text', label: 'Relation (XFN)' },
      { name: 'newTab', kind: 'boolean', label: 'Open in a new tab', default: false },
    ],
  },
]
