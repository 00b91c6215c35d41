import type { FieldTarget } from '@verso/query'
import { fileScope } from './file-scope.ts'
import { itemScope } from './item-scope.ts'
import type { Languages } from './languages.ts'
import { createParameters, idLiteral, type Parameters } from './parameters.ts'
import { type Previewed, type PreviewedIn, previewedIn, publicationsFrom, referencesFrom, wouldBePublic, wouldRefer } from './previewed.ts'
import { compileCondition } from './compile-condition.ts'
import { allOf, isOneOfIds, onceFor, type RowGrant, type RowRights, seenField, seenRows } from './row-rights.ts'
import { createSearch, type SearchText } from './search-sql.ts'
import { type Link, ofLink, type Scope } from './scope.ts'
import { fieldValue } from './sql-value.ts'
import { systemValue } from './system-value.ts'

/** Which state of the log is looked at, in which languages, and which types the reader may see. */
export interface View {
  parameters: Parameters
  /** Placeholder of the `seq`; null for the head. */
  seq: string | null
  /** What would be public is looked at, in place of a state of the log. */
  previewed: PreviewedIn | null
  /** Placeholder of the locale chain, and of its only locale where it has one only. */
  chain: string
  locale: string | null
  languages: Languages
  readableTypeIds: string[]
  /** What of these types the reader may see; left out where that is everything. */
  rights?: RowRights | undefined
  newAlias: (letter: string) => string
}

export interface ViewOptions {
  languages: Languages
  readableTypeIds: string[]
  rights?: RowRights | undefined
  at: bigint | null
  /** Previews are read in one snapshot: there is nothing to pin. */
  previewed?: Previewed | null | undefined
  search?: SearchText | null
}

export function createView({ languages, readableTypeIds, rights, at, previewed = null }: ViewOptions): View {
  const { locales } = languages
  const parameters = createParameters()
  let aliases = 0
  // Made when they are needed: PostgreSQL refuses a parameter that its statement doesn't use.
  let chain: string | undefined
  let locale: string | undefined
  return {
    parameters,
    seq: at === null || previewed !== null ? null : parameters.add(at.toString(), 'bigint'),
    previewed: previewedIn(previewed, parameters),
    get chain() {
      chain ??= parameters.add(locales, 'text[]')
      return chain
    },
    get locale() {
      if (locales.length !== 1) return null
      locale ??= parameters.add(locales[0], 'text')
      return locale
    },
    languages,
    readableTypeIds,
    rights,
    newAlias: (letter) => `${letter}${++aliases}`,
  }
}

/** A publication as a reader sees it. */
export function publishedScope(view: View, alias: string): Scope {
  const seen = onceFor(({ fieldId }: { fieldId: string }) => seenField(view.rights, { fieldId }, grantOf(view, alias)))
  return {
    parameters: view.parameters,
    system: (column) => systemValue(alias, column),
    field: (target) =>
      fieldValue(isAlikeInAll(view, target) ? `${alias}."values"` : shownValues(view, alias), target, {
        seen: () => seen({ fieldId: target.fieldId }),
      }),
    follow: (link) => follow(view, alias, link),
    leadsTo: (link, condition) => leadsTo(view, { from: alias, condition }, link),
    item: () =>
      itemScope({
        parameters: view.parameters,
        newAlias: view.newAlias,
        targets: (id, link) => targetsById(view, id, link),
        file: () => fileIn(view),
      }),
    file: () => fileIn(view),
  }
}

function fileIn(view: View): ReturnType<Scope['file']> {
  return fileScope({ parameters: view.parameters, newAlias: view.newAlias, isValid: (alias) => validIn(view, alias) })
}

/** The same for the rows that a read is about, which may be searched. */
export function rowScope(view: View, alias: string, { search, typeId }: { search: SearchText | null; typeId: string }): Scope {
  const scope = publishedScope(view, alias)
  if (search === null) return scope
  const words = `${alias}.words`
  return { ...scope, search: createSearch(view.parameters, search, { words, shown: shownWords(view, alias, typeId) }) }
}

/** The words that count, where not all of a document's do: those of fields that the reader may see, in languages that are shown. */
function shownWords(view: View, alias: string, typeId: string): string | null {
  const searched = view.rights?.ofType[typeId]?.searched ?? null
  if (searched === null) return view.languages.ownOnly ? ownWords(alias) : null
  const fields = `split_part(s ->> 0, '/', 1) = any(${view.parameters.add(searched, 'text[]')})`
  return wordsWithin(alias, view.languages.ownOnly ? `${fields} and s ->> 3 = 'false'` : fields)
}

/** The words of a document without those that stand in from another language, told by their places. */
function ownWords(alias: string): string {
  return `case when ${alias}.origins = '{}' then ${alias}.words else ${wordsWithin(alias, "s ->> 3 = 'false'")} end`
}

/** The words of the spans `s` that meet a test. */
function wordsWithin(alias: string, test: string): string {
  return `(
    select coalesce(string_agg(quote_literal(u.lexeme) || ':' || own.places, ' '), '')::tsvector
    from unnest(${alias}.words) u cross join lateral (
      select string_agg(w.place || w.weight, ',') as places from unnest(u.positions, u.weights) as w (place, weight)
      where exists (
        select from jsonb_array_elements(${alias}."wordSpans") s where ${test} and w.place between (s ->> 1)::int and (s ->> 2)::int
      )
    ) own
    where own.places is not null
  )`
}

/** True for a row that is valid at the view's state. */
export function validIn({ seq }: View, alias: string): string {
  return seq === null
    ? `${alias}."validTo" is null`
    : `${alias}."validFrom" <= ${seq} and (${alias}."validTo" is null or ${alias}."validTo" > ${seq})`
}

/** The same of a reference. */
export function refersIn(view: View, alias: string): string {
  return view.previewed === null ? validIn(view, alias) : wouldRefer(view.previewed, alias)
}

/** The same of a publication: what was withdrawn since isn't there at past states either. Nothing that is valid now is withdrawn. */
function publicIn(view: View, alias: string): string {
  if (view.previewed !== null) return wouldBePublic(view.previewed, alias)
  return view.seq === null ? validIn(view, alias) : `(${validIn(view, alias)} and not ${alias}.withdrawn)`
}

/** Whether nothing can stand in for a value: it is of no language. At past states it may have been of one. What has an index is found by it only so. */
function isAlikeInAll({ seq, previewed }: View, { localized, indexed }: FieldTarget): boolean {
  return seq === null && previewed === null && indexed === true && !localized
}

/** Comparable values as they are displayed: without those that stand in from another language, where only own ones are. */
function shownValues({ languages }: View, alias: string): string {
  if (!languages.ownOnly) return `${alias}."values"`
  const own = `coalesce(${alias}."values" -> '_own', '{}')`
  return `(${alias}."values" - (select coalesce(array_agg(o.key), '{}') from jsonb_object_keys(${alias}.origins) as o (key)) || ${own})`
}

/**
 * True for the publication that stands for its entry: valid, and of the first locale of the chain in which the entry is published. Types
 * that read alike in every language are looked for in all. `typeIds` are the types that the row may be of. What the reader may not see of
 * them isn't there.
 */
export function shownIn(view: View, alias: string, typeIds: readonly string[]): string {
  const seen = seenRows(view.rights, typeIds, { type: `${alias}."typeId"`, holds: grantOf(view, alias) })
  const standing = standsIn(view, alias, typeIds)
  return seen === null ? standing : `${standing} and ${seen}`
}

/** Rights look at everything, whatever the reader may see. */
export function grantOf(view: View, alias: string): (grant: RowGrant) => string {
  const { parameters } = view
  const whole: View = Object.create(view, { rights: { value: undefined }, readableTypeIds: { value: view.rights?.typeIds ?? [] } })
  return ({ where, ownerIds, locales }) =>
    allOf([
      ...(locales === null ? [] : [`${alias}.locale = any(${parameters.add(locales, 'text[]')})`]),
      ...(ownerIds === null
        ? []
        : [
            `exists (select from "Entry" made where made.id = ${alias}."entryId" and ${isOneOfIds('made."createdById"', ownerIds, parameters)})`,
          ]),
      ...(where === null ? [] : [compileCondition(where, publishedScope(whole, alias))]),
    ])
}

function standsIn(view: View, alias: string, typeIds: readonly string[]): string {
  const { alike } = view.languages
  const isAlike = (id: string) => alike.locales.length > 1 && alike.typeIds.includes(id)
  if (!typeIds.some(isAlike)) return shownInChain(view, alias)
  if (typeIds.every(isAlike)) return shownAnywhere(view, alias)
  const types = view.parameters.add(typeIds.filter(isAlike), 'uuid[]')
  return `case when ${alias}."typeId" = any(${types}) then ${shownAnywhere(view, alias)} else ${shownInChain(view, alias)} end`
}

function shownAnywhere(view: View, alias: string): string {
  const everyone = view.parameters.add(view.languages.alike.locales, 'text[]')
  return firstOf(view, alias, everyone)
}

function shownInChain(view: View, alias: string): string {
  const valid = publicIn(view, alias)
  if (view.locale !== null) return `${alias}.locale = ${view.locale} and ${valid}`
  return firstOf(view, alias, view.chain)
}

function firstOf(view: View, alias: string, chain: string): string {
  const other = view.newAlias('o')
  return `${alias}.locale = any(${chain}) and ${publicIn(view, alias)} and not exists (
    select from ${publicationsFrom(view.previewed, other)}
    where ${other}."entryId" = ${alias}."entryId" and ${publicIn(view, other)}${inReadableLocale(view, other)} and array_position(${chain}, ${other}.locale) < array_position(${chain}, ${alias}.locale)
  )`
}

/** A document of a language that the reader has no right to stands in nobody's way. */
function inReadableLocale({ rights, parameters }: View, alias: string): string {
  const limited = Object.entries(rights?.ofType ?? {}).flatMap(([id, { grants }]) => {
    const locales = grants.flatMap((grant) => grant.locales ?? [])
    return grants.some((grant) => grant.locales === null) ? [] : [{ id, locales }]
  })
  if (limited.length === 0) return ''
  const cases = limited.map(
    ({ id, locales }) => `when ${idLiteral(id)}::uuid then ${alias}.locale = any(${parameters.add(locales, 'text[]')})`,
  )
  return ` and case ${alias}."typeId" ${cases.join(' ')} else true end`
}

function follow(view: View, from: string, link: Link) {
  const reference = view.newAlias('r')
  const target = view.newAlias('p')
  const { isReadable, isOfLink } = between(view, { from, reference, target }, link)
  return {
    from: `${referencesFrom(view.previewed, reference)} join ${publicationsFrom(view.previewed, target)} on ${target}."entryId" = ${reference}."toEntryId"`,
    where: `${isOfLink} and ${isReadable}`,
    target: publishedScope(view, target),
  }
}

function leadsTo(view: View, { from, condition }: { from: string; condition: (target: Scope) => string }, link: Link): string {
  const reference = view.newAlias('r')
  const target = view.newAlias('p')
  const { isReadable, isOfLink } = between(view, { from, reference, target }, link)
  const named = `select ${target}."entryId" from ${publicationsFrom(view.previewed, target)} where ${isReadable} and ${condition(publishedScope(view, target))}`
  return `exists (select from ${referencesFrom(view.previewed, reference)} where ${isOfLink} and ${reference}."toEntryId" = any(array(${named})))`
}

/** What is true of a reference of a link, and of a target that this reader may see. */
function between(view: View, { from, reference, target }: Record<'from' | 'reference' | 'target', string>, link: Link) {
  const readable = link.typeIds.filter((id) => view.readableTypeIds.includes(id))
  const seen = seenField(view.rights, { fieldId: link.fieldId }, grantOf(view, from))
  return {
    isReadable: `${target}."typeId" ${among(view, readable)} and ${shownIn(view, target, readable)}`,
    isOfLink: `${reference}.origin = 'published' and ${reference}."fromEntryId" = ${from}."entryId" and ${reference}.locale = ${from}.locale and ${ofLink(link, reference)}
      and ${refersIn(view, reference)}${ownLink(view, { from, reference }, link)}${seen === null ? '' : ` and ${seen}`}`,
  }
}

/** One type is said in the statement itself: its fields may have indexes. */
function among({ parameters }: View, typeIds: string[]): string {
  const [only] = typeIds
  return typeIds.length === 1 && only !== undefined ? `= ${idLiteral(only)}::uuid` : `= any(${parameters.add(typeIds, 'uuid[]')})`
}

/** Published, readable targets by an id in SQL. */
function targetsById(view: View, id: string, link: Link) {
  const target = view.newAlias('p')
  const readable = link.typeIds.filter((typeId) => view.readableTypeIds.includes(typeId))
  return {
    from: `${publicationsFrom(view.previewed, target)} on ${target}."entryId" = ${id}`,
    where: `${target}."typeId" = any(${view.parameters.add(readable, 'uuid[]')}) and ${shownIn(view, target, readable)}`,
    target: publishedScope(view, target),
  }
}

/** A link that stands in from another language isn't there where only own values are. */
function ownLink({ languages }: View, { from, reference }: { from: string; reference: string }, { fieldId, inner }: Link): string {
  if (!languages.ownOnly) return ''
  if (inner === undefined) return ` and not ${from}.origins ? ${idLiteral(fieldId)}`
  // Inside components what stands in is told by its place, which the reference has too.
  const place = `${idLiteral(fieldId)} || ${reference}.path || '/'`
  return ` and not exists (select from jsonb_object_keys(${from}.origins) as o (key) where starts_with(${place}, o.key || '/'))`
}
