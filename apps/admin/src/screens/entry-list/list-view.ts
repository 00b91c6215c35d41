import type { ContentTypeView } from '@verso/contract'
import type { Query } from '../../api/client.ts'

/** One condition of a list, in the words of the API. */
export interface Filter {
  field: string
  operator: string
  value: string
}

/** Everything that a list shows, as its address holds it. */
export interface ListView {
  search: string
  filters: Filter[]
  /** Field name, with `-` in front for descending. */
  sort: string
  /** Null: the columns that the type suggests. */
  columns: string[] | null
  isTrash: boolean
}

export type SearchParams = Record<string, string | undefined>

/** A tree is shown as one, everything else by its last change. */
export function defaultSortOf({ tree }: Pick<ContentTypeView, 'tree'>): string {
  return tree === true ? treeOrder : '-_updatedAt'
}

/** Parents before their children, siblings in the order that people gave them. */
export const treeOrder = '_order'

const filterName = /^filter\[([^\]]+)\]\[([^\]]+)\]$/

export function viewOf(params: SearchParams, type: Pick<ContentTypeView, 'tree'>): ListView {
  const filters = Object.entries(params).flatMap(([name, value]) => {
    const [, field, operator] = filterName.exec(name) ?? []
    return field === undefined || operator === undefined || value === undefined ? [] : [{ field, operator, value }]
  })
  return {
    search: params['q'] ?? '',
    filters,
    sort: params['sort'] ?? defaultSortOf(type),
    columns: params['columns']?.split(',').filter((name) => name !== '') ?? null,
    isTrash: params['view'] === 'trash',
  }
}

export function paramsOf(view: ListView, type: Pick<ContentTypeView, 'tree'>): SearchParams {
  return {
    view: view.isTrash ? 'trash' : undefined,
    q: view.search === '' ? undefined : view.search,
    ...filterParams(view.filters),
    sort: view.sort === defaultSortOf(type) ? undefined : view.sort,
    columns: view.columns === null ? undefined : view.columns.join(','),
  }
}

/** What the list route is asked. */
export function queryOf(view: ListView): Query {
  return {
    ...filterParams(
      view.isTrash
        ? [{ field: '_status', operator: 'eq', value: 'trashed' }, ...view.filters.filter(({ field }) => field !== '_status')]
        : view.filters,
    ),
    search: view.search === '' ? undefined : view.search,
    sort: view.sort,
  }
}

/** A field takes each operator once; a second one replaces the first. */
export function withFilter(view: ListView, filter: Filter, replaced?: Filter): ListView {
  const others = view.filters.filter((other) => !isSame(other, filter) && (replaced === undefined || !isSame(other, replaced)))
  const position = replaced === undefined ? others.length : view.filters.findIndex((other) => isSame(other, replaced))
  return { ...view, filters: others.toSpliced(position, 0, filter) }
}

export function withoutFilter(view: ListView, filter: Filter): ListView {
  return { ...view, filters: view.filters.filter((other) => !isSame(other, filter)) }
}

function isSame(a: Filter, b: Filter): boolean {
  return a.field === b.field && a.operator === b.operator
}

function filterParams(filters: Filter[]): Record<string, string> {
  return Object.fromEntries(filters.map(({ field, operator, value }) => [`filter[${field}][${operator}]`, value]))
}
