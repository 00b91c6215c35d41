import type { EntryRow, Tables } from '@verso/data'
import type { ContentType } from '@verso/model'
import type { RefusalIssue } from '../refusal.ts'

export interface Addressed {
  entry: EntryRow
  type: ContentType
  locale: string
  slug: string
}

/** Who has the address that an entry would get: in a tree that is a path, elsewhere a slug. */
export async function addressHolder(tables: Tables, { entry, type, locale, slug }: Addressed): Promise<string | null> {
  if (type.tree !== true) return tables.publications.slugHolder(type.id, locale, slug)
  const above = entry.parentId === null ? '' : await parentPath(tables, entry.parentId, locale)
  const [holder = null] = above === null ? [] : await tables.publications.pathHolders([type.id], locale, `${above}/${slug}`)
  return holder?.entryId ?? null
}

export function parentUnpublished(parentId: string | null, locale: string): RefusalIssue & { path: string } {
  return {
    path: '/parent',
    code: 'parent_unpublished',
    message: `The entry above it is not published in "${locale}"`,
    ...(parentId === null ? {} : { entryId: parentId }),
    locale,
  }
}

async function parentPath(tables: Tables, parentId: string, locale: string): Promise<string | null> {
  const heads = await tables.publications.heads([parentId])
  return heads.find((head) => head.locale === locale)?.path ?? null
}
