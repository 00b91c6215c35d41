/** The languages that the magazine is written in, the default first. */
export const sampleLocales = [
  { code: 'en', label: 'English' },
  { code: 'de', label: 'Deutsch' },
]

/** The magazine's types, as `GET /admin/v1/model` would give them: three collections, a tree of pages and one entry for the front page. */
export const sampleTypes = [
  {
    name: 'author',
    label: 'Authors',
    publicRead: true,
    titleField: 'name',
    slugField: 'slug',
    fields: [
      { name: 'name', label: 'Name', kind: 'text', required: true, searchable: true },
      { name: 'slug', label: 'Slug', kind: 'slug', from: ['name'], unique: true },
      { name: 'bio', label: 'About', kind: 'longText', localized: true },
      { name: 'portrait', label: 'Portrait', kind: 'media', accept: ['image/*'] },
      { name: 'website', label: 'Website', kind: 'url' },
    ],
  },
  {
    name: 'category',
    label: 'Categories',
    publicRead: true,
    titleField: 'name',
    slugField: 'slug',
    fields: [
      { name: 'name', label: 'Name', kind: 'text', required: true, localized: true },
      { name: 'slug', label: 'Slug', kind: 'slug', from: ['name'], localized: true, unique: true },
      { name: 'color', label: 'Colour', kind: 'color' },
    ],
  },
  {
    name: 'article',
    label: 'Articles',
    publicRead: true,
    titleField: 'title',
    slugField: 'slug',
    groups: [
      { name: 'text', label: 'Text', kind: 'tab' },
      { name: 'facts', label: 'Facts', kind: 'tab' },
    ],
    fields: [
      { name: 'title', label: 'Title', kind: 'text', required: true, localized: true, searchable: true, group: 'text' },
      { name: 'slug', label: 'Slug', kind: 'slug', from: ['title'], localized: true, unique: true, group: 'text' },
      { name: 'summary', label: 'Summary', kind: 'longText', localized: true, searchable: true, group: 'text' },
      { name: 'body', label: 'Text', kind: 'richText', localized: true, searchable: true, group: 'text' },
      { name: 'cover', label: 'Cover', kind: 'media', required: true, accept: ['image/*'], altRequired: true, group: 'facts' },
      { name: 'authors', label: 'Authors', kind: 'reference', to: ['author'], many: true, min: 1, group: 'facts' },
      { name: 'category', label: 'Category', kind: 'reference', to: ['category'], required: true, group: 'facts' },
      { name: 'publishedOn', label: 'Date', kind: 'date', indexed: true, group: 'facts' },
      { name: 'related', label: 'Read on', kind: 'reference', to: ['article'], many: true, max: 3, group: 'facts' },
    ],
  },
  {
    name: 'page',
    label: 'Pages',
    publicRead: true,
    tree: true,
    titleField: 'title',
    slugField: 'slug',
    fields: [
      { name: 'title', label: 'Title', kind: 'text', required: true, localized: true },
      { name: 'slug', label: 'Slug', kind: 'slug', from: ['title'], localized: true },
      { name: 'body', label: 'Text', kind: 'richText', localized: true, searchable: true },
    ],
  },
  {
    name: 'frontPage',
    label: 'Front page',
    kind: 'single',
    publicRead: true,
    titleField: 'headline',
    fields: [
      { name: 'headline', label: 'Headline', kind: 'text', required: true, localized: true },
      { name: 'welcome', label: 'Welcome', kind: 'longText', localized: true },
      { name: 'featured', label: 'Featured', kind: 'reference', to: ['article'], many: true, max: 4 },
    ],
  },
]
