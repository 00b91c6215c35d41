import type { SystemColumn } from '@verso/query'
import { pathOf } from '../tables/publication-places.ts'
import { columnValue, type SqlValue } from './sql-value.ts'

/** What is Verso's own of a publication, as readers may ask about it. */
export function systemValue(alias: string, column: SystemColumn): SqlValue {
  switch (column) {
    case 'id':
      return columnValue(`${alias}."entryId"`, 'uuid')
    case 'revision':
      return columnValue(`${alias}.revision`, 'numeric')
    case 'slug':
      return columnValue(`${alias}.slug`, 'text', { nullable: true, ordered: true })
    case 'path':
      return columnValue(pathOf(alias), 'text', { nullable: true })
    case 'parent':
      return columnValue(`${alias}."parentId"`, 'uuid', { nullable: true })
    case 'order':
      return columnValue(`(${alias}."values" ->> '_order')`, 'text', { nullable: true })
    case 'publishedAt':
    case 'firstPublishedAt':
    case 'updatedAt':
    case 'createdAt':
      return columnValue(`${alias}."${column}"`, 'timestamptz')
    default:
      throw new Error(`Readers of what is published can't ask for "${column}"`)
  }
}
