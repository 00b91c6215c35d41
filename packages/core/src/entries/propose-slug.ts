import { type ContentType, isUuid } from '@verso/model'
import { authoriseKind, mayKind, reachOf } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { freeSlug } from './propose-slugs.ts'
import { slugOf } from './slug-of.ts'

export interface SlugQuestion {
  type: string
  locale: string
  /** What it is to be made from: a title, or a slug that somebody typed. */
  from: string
  parent?: string | null | undefined
  /** The entry that it is for, whose own slug isn't taken. */
  entryId?: string | undefined
}

export interface ProposedSlug {
  /** The next free form; null when nothing of the text can be a slug. */
  slug: string | null
  /** True when the plain form is another entry's. */
  taken: boolean
}

const plain = /^[a-z0-9]+(?:(?:[_-]+|\.)[a-z0-9]+)*$/
const maxCharacters = 200

/**
 * Says which slug is free for an entry: the one that a text makes, or its next numbered form. Writes nothing and holds nothing. It tells of entries that
 * one may not see, as saving would, and so only to those who may save.
 */
export async function proposeSlug(ctx: Context, { type: name, locale, from, parent, entryId }: SlugQuestion): Promise<ProposedSlug> {
  authoriseKind(ctx.actor, mayKind(ctx.actor, 'create') ? 'create' : 'edit')
  const model = await ctx.model()
  const type = model.types.find((candidate) => candidate.name === name)
  if (type === undefined || reachOf(ctx.actor, 'read', type.id) === 'none') {
    throw invalid('/type', 'unknown_type', `There is no content type "${name}"`)
  }
  if (reachOf(ctx.actor, 'create', type.id) === 'none' && reachOf(ctx.actor, 'edit', type.id) === 'none')
    throw new Refusal('not_allowed', `You may neither create nor edit entries of "${name}"`)
  const field = type.fields.find((candidate) => candidate.id === type.slugField)
  if (field === undefined) throw invalid('/type', 'no_slug', `Entries of "${name}" have no slug`)
  if (!model.locales.some(({ code }) => code === locale)) throw invalid('/locale', 'unknown_locale', `There is no locale "${locale}"`)
  const slug = plain.test(from) && from.length <= maxCharacters ? from : slugOf(from, locale)
  // A slug that looks like an id would name two things.
  if (slug === '' || isUuid(slug)) return { slug: null, taken: false }
  const wish = { type, entryId: known(entryId), parentId: parentOf(type, parent) }
  const free = await freeSlug(ctx.store, wish, { field, locale: field.localized === true ? locale : null, slug })
  return { slug: free, taken: free !== slug }
}

/** An id that is spelled in any other way is that of no entry. */
function known(id: string | null | undefined): string | null {
  return id !== undefined && id !== null && isUuid(id) ? id : null
}

function parentOf(type: ContentType, parent: string | null | undefined): string | null {
  const id = known(parent)
  if (parent === undefined || parent === null) return null
  if (type.tree !== true) throw invalid('/parent', 'not_a_tree', `Entries of ${type.label} have no parent`)
  if (id === null) throw invalid('/parent', 'unknown_parent', 'There is no such entry')
  return id
}

function invalid(path: string, code: string, message: string): Refusal {
  return new Refusal('invalid_value', message, { issues: [{ path, code, message }] })
}
