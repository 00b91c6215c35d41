import { t } from '@lingui/core/macro'
import type { ContentTypeView, FieldView } from '@verso/contract'

export interface ListColumn {
  name: string
  label: string
  /** A track of a CSS grid. */
  track: string
  isSortable: boolean
  field?: FieldView
}

const shortKinds = ['enum', 'date', 'datetime', 'boolean', 'reference']
const unsortableKinds = ['json', 'media', 'richText', 'reference', 'markdown', 'longText', 'location', 'component', 'blocks']

/** All columns that a list of this type can show; the title always comes first. */
export function listColumns(type: ContentTypeView, isTrash = false): ListColumn[] {
  const titleField = type.fields.find(({ name }) => name === type.titleField)
  return [
    { name: 'title', label: titleField?.label ?? t`Title`, track: 'minmax(220px, 3fr)', isSortable: titleField !== undefined },
    { name: '_status', label: t`State`, track: '128px', isSortable: false },
    ...type.fields.filter((field) => field !== titleField).map((field) => fieldColumn(field)),
    { name: '_createdAt', label: t`Created`, track: 'minmax(132px, 1fr)', isSortable: true },
    { name: '_updatedAt', label: t`Updated`, track: 'minmax(132px, 1fr)', isSortable: true },
    ...(isTrash ? [{ name: '_trashedAt', label: t`Moved to trash`, track: 'minmax(160px, 1fr)', isSortable: false }] : []),
  ]
}

/** The title, the state, at most two fields that say much in few words, and the last change. */
export function suggestedColumns(type: ContentTypeView, isTrash = false): string[] {
  const short = type.fields.filter(({ kind, name }) => shortKinds.includes(kind) && name !== type.titleField).slice(0, 2)
  return ['title', ...(isTrash ? [] : ['_status']), ...short.map(({ name }) => name), isTrash ? '_trashedAt' : '_updatedAt']
}

/** The pixels that columns need at least, with the box in front and the padding. */
export function minWidth(columns: ListColumn[]): number {
  return columns.reduce((sum, { track }) => sum + Number(/\d+/.exec(track)?.[0] ?? 0) + 16, 44 + 52)
}

/** What a column sorts by: the title column stands for the title field. */
export function sortNameOf(column: ListColumn, type: ContentTypeView): string {
  return column.name === 'title' && type.titleField !== undefined ? type.titleField : column.name
}

function fieldColumn(field: FieldView): ListColumn {
  const isNarrow = ['boolean', 'integer', 'decimal', 'number', 'date', 'color'].includes(field.kind)
  return {
    name: field.name,
    label: field.label,
    track: isNarrow ? 'minmax(96px, 0.6fr)' : 'minmax(128px, 1fr)',
    isSortable: field.many !== true && !unsortableKinds.includes(field.kind),
    field,
  }
}
