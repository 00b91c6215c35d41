import { isAt, pathOf } from '../tables/publication-places.ts'
import { languagesOf } from './languages.ts'
import { publicationsFrom } from './previewed.ts'
import { useAll } from './parameters.ts'
import { createView, shownIn, validIn, type View } from './published-scope.ts'
import type { PathOptions, PathRead, ResolvedRow } from './reads.ts'
import type { Source } from './source.ts'

/** What readers find at a path, and where it leads if it is an old one: one statement. */
export async function resolvePath(
  { query, models }: Source,
  path: string,
  { typeIds, rights, locales, at = null, previewed }: PathOptions,
): Promise<PathRead> {
  const languages = languagesOf(models.known() ?? (await models.current()), { locales, ownOnly: false })
  const view = createView({ languages, readableTypeIds: typeIds, rights, at, previewed })
  const { parameters } = view
  const types = parameters.add(typeIds, 'uuid[]')
  const asked = parameters.add(path, 'text')
  const chain = parameters.add(locales, 'text[]')
  const alike = parameters.add(languages.alike.typeIds, 'uuid[]')
  const rows = `
    select p."entryId" as id, p."typeId", p.locale, p.slug, ${pathOf('p')} as path, false as moved, null::text as "to", true as permanent, false as "isSiteWide", null::uuid as "redirectId",
      coalesce(array_position(${chain}, p.locale), cardinality(${chain}) + 1) as place
    from ${publicationsFrom(view.previewed, 'p')} where p."typeId" = any(${types}) and ${isAt('p', asked)} and ${shownIn(view, 'p', typeIds)}
    union all
    select t."entryId", t."typeId", coalesce(t.locale, r.locale), t.slug, ${pathOf('t')}, true, r."to", r.permanent, r."typeId" is null, r.id,
      coalesce(array_position(${chain}, r.locale), cardinality(${chain}) + 1) * 2 - (r."typeId" is null)::int
    from ${redirectsFrom(view, asked)} left join ${publicationsFrom(view.previewed, 't')} on t."entryId" = r."toEntryId" and t."typeId" = any(${types}) and ${shownIn(view, 't', typeIds)}
    where r."from" = ${asked} and (r.locale = any(${chain}) or r."typeId" = any(${alike})) and ${validIn(view, 'r')} and (t.id is not null or r."to" is not null)`
  const text = `
    select c.seq, r.* from (select seq from "PublicationCounter" where id = 1) c
    left join lateral (select * from (${rows}) found order by moved, place, id) r on true`
  const found = await query<(ResolvedRow & { seq: bigint; place: number }) | { seq: bigint; place: null }>(
    useAll(text, parameters, 'where'),
    parameters.values,
  )
  return {
    seq: at ?? found[0]?.seq ?? 0n,
    rows: found.flatMap((row) => (row.place === null ? [] : [row])),
  }
}

/** Redirects, and with them those that documents of a preview would leave behind at the path. */
function redirectsFrom({ previewed }: View, path: string): string {
  if (previewed === null) return '"Redirect" r'
  const columns = '"typeId", locale, "from", "toEntryId", "to", permanent, "validFrom", "validTo"'
  return `(
    select id, ${columns} from "Redirect"
    union all
    select null, last."typeId", last.locale, ${path}, last."entryId", null, true, 0, null
    from "Publication" last join "PreviewPublication" w on w."entryId" = last."entryId" and w.locale = last.locale
    where w."previewId" = ${previewed.id} and w.body is not null and ${isAt('last', path)} and ${pathOf('w')} is distinct from ${path}
      and not exists (select from "Publication" later where later."entryId" = last."entryId" and later.locale = last.locale and later."validFrom" > last."validFrom")
  ) r`
}
