import type { Parameters } from './parameters.ts'

/** Which preview a read looks at, and the moment that stands for what would be published just now. */
export interface Previewed {
  id: string
  now: Date
}

/** The same with its values as placeholders of a statement. */
export interface PreviewedIn {
  id: string
  now: string
}

export function previewedIn(previewed: Previewed | null, parameters: Parameters): PreviewedIn | null {
  if (previewed === null) return null
  let id: string | undefined
  let now: string | undefined
  return {
    get id() {
      id ??= parameters.add(previewed.id, 'uuid')
      return id
    },
    get now() {
      now ??= parameters.add(previewed.now, 'timestamptz')
      return now
    },
  }
}

const shared = '"entryId", "typeId", locale, slug, path, "parentId", revision, layout, body, "values", origins, words, "wordSpans"'

/** When readers first got a document is a fact of the log. A preview only supposes it for what they never had: it may be published and ended between two looks. */
const firstPublished = (now: string) => `coalesce((
  select g."firstPublishedAt" from "Publication" g where g."entryId" = d."entryId" and g.locale = d.locale order by g."validFrom" desc limit 1
), d."firstPublishedAt", ${now})`

/**
 * What to select from in place of `Publication`: all that is public, and all that some preview has. The two are taken as they are and
 * told apart by `wouldBe`, since only branches without conditions let PostgreSQL find single rows of both by their indexes.
 */
export function publicationsFrom(previewed: PreviewedIn | null, alias: string): string {
  if (previewed === null) return `"Publication" ${alias}`
  const times = `coalesce(d."publishedAt", ${previewed.now}), ${firstPublished(previewed.now)}`
  return `(
    select id, ${shared}, "publishedAt", "firstPublishedAt", "updatedAt", "createdAt", "validFrom", "validTo", withdrawn, false as "wouldBe", null::uuid as "previewId" from "Publication"
    union all
    select "entryId", ${shared}, ${times}, "updatedAt", "createdAt", 0::bigint, null::bigint, false, true, "previewId" from "PreviewPublication" d
  ) ${alias}`
}

const links = '"fromEntryId", locale, "fieldId", "inner", path, position, "toEntryId", "toMediaId"'

/** The same of `Reference`. */
export function referencesFrom(previewed: PreviewedIn | null, alias: string): string {
  if (previewed === null) return `"Reference" ${alias}`
  return `(
    select origin, ${links}, "validTo", false as "wouldBe", null::uuid as "previewId" from "Reference"
    union all
    select 'published', ${links}, null::bigint, true, "previewId" from "PreviewReference"
  ) ${alias}`
}

/** True for a document that would be public: one of the preview, or one that is public and that the preview says nothing of. */
export function wouldBePublic({ id }: PreviewedIn, alias: string): string {
  return whichever(alias, `${alias}."previewId" = ${id} and ${alias}.body is not null`, untouched(id, alias, 'entryId'))
}

/** The same of a reference. */
export function wouldRefer({ id }: PreviewedIn, alias: string): string {
  return whichever(alias, `${alias}."previewId" = ${id}`, untouched(id, alias, 'fromEntryId'))
}

function whichever(alias: string, ofPreview: string, ofReaders: string): string {
  return `case when ${alias}."wouldBe" then ${ofPreview} else ${ofReaders} end`
}

function untouched(id: string, alias: string, column: string): string {
  return `${alias}."validTo" is null and not exists (
    select from "PreviewPublication" w where w."previewId" = ${id} and w."entryId" = ${alias}."${column}" and w.locale = ${alias}.locale
  )`
}
