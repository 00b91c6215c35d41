import type { ContentType, ContentTypeKind, EntryTemplate, Field, Model } from './content-type.ts'
import { checkComponentType } from './check-component-type.ts'
import { keptTemplates, parseTemplates } from './entry-templates.ts'
import type { Issue } from './issue.ts'
import { type IssueList, issueList } from './issue-list.ts'
import { linkTypes } from './link-types.ts'
import { labelOf } from './names.ts'
import { parseField, type ParsedField } from './parse-field.ts'
import { parseGroups } from './parse-groups.ts'
import { parseRetention } from './parse-retention.ts'
import { parseChoice, parseFlag, parseName, parseText, refuseUnknownMembers } from './parse-members.ts'
import { isPlainObject } from './plain-object.ts'
import { resolveFields } from './resolve-fields.ts'
import { typeSettingNames } from './setting-names.ts'

export interface TypeContext {
  model: Model
  /** The type that is changed; absent for a new one. */
  current?: ContentType
  /** The id of a new type that others lead to already. */
  id?: string
  newId: () => string
}

export type ParsedType = { type: ContentType; issues?: never } | { issues: Issue[]; type?: never }

const members = ['id', 'name', 'fields', ...typeSettingNames]
const typeKinds: readonly ContentTypeKind[] = ['collection', 'single', 'component']
const maxFields = 250
const address = /^(?:https?:\/\/|\/)/

/**
 * A content type as people write it, as the one that is stored. Without a current type everything is needed; with one, members that
 * aren't named stay as they are, and `fields` is the whole list: a known `id` with another name is a rename, no id matches by name or is
 * new, what is missing is removed. Every fault is listed with its path.
 */
export function parseContentTypeInput(input: unknown, context: TypeContext): ParsedType {
  const list = issueList()
  if (!isPlainObject(input)) {
    list.add('', 'wrong_type', 'A content type is an object')
    return { issues: list.issues }
  }
  refuseUnknownMembers(input, members, list)
  const type = parseType(input, context, list)
  return list.issues.length > 0 || type === undefined ? { issues: list.issues } : { type }
}

function parseType(input: Record<string, unknown>, context: TypeContext, list: IssueList): ContentType | undefined {
  const { current, model } = context
  if (input.id !== undefined && input.id !== current?.id) list.add('/id', 'read_only', 'Ids are given by the server')
  const others = model.types.filter((type) => type.id !== current?.id)
  const name =
    input.name === undefined && current !== undefined
      ? current.name
      : parseName(
          input.name,
          others.map((type) => type.name),
          list,
        )
  const id = current?.id ?? context.id ?? context.newId()
  const kind = parseChoice(input.kind, { path: '/kind', choices: typeKinds }, list) ?? current?.kind ?? 'collection'
  const groups = 'groups' in input ? parseGroups(input.groups, list) : current?.groups
  const parsed =
    'fields' in input || current === undefined
      ? parseFieldList(input.fields, { ...context, self: { id, name: name ?? '', kind } }, list)
      : keptFields(current)
  const { fields, titleField, slugField } = resolveFields(
    parsed,
    { input, current, groups, types: [...others, { id, fields: parsed.map(({ field }) => field) }] },
    list,
  )
  if (name === undefined) return undefined
  const found = {
    id,
    name,
    label: parseText(input.label, { path: '/label', max: 200 }, list) ?? current?.label ?? labelOf(name),
    kind,
    description: 'description' in input ? parseText(input.description, { path: '/description', max: 1_000 }, list) : current?.description,
    titleField,
    // The first slug field names an entry in addresses; in a component it is a text like others.
    slugField: kind === 'component' && input.slugField === undefined ? undefined : slugField,
    previewUrl: 'previewUrl' in input ? parsePreviewUrl(input.previewUrl, list) : current?.previewUrl,
    publicRead: 'publicRead' in input ? parseFlag(input.publicRead, '/publicRead', list) : current?.publicRead,
    tree: 'tree' in input ? parseFlag(input.tree, '/tree', list) : current?.tree,
    retention: 'retention' in input ? parseRetention(input.retention, list.at('/retention')) : current?.retention,
    templates: undefined,
    formerNames: current?.formerNames,
    groups,
    fields,
  }
  const type = withoutUndefined(found)
  checkComponentType(type, context, list)
  const templates = templatesOf({ input, type }, context, list)
  return templates === undefined ? type : { ...type, templates }
}

function templatesOf(
  { input, type }: { input: Record<string, unknown>; type: ContentType },
  { current, model }: TypeContext,
  list: IssueList,
): EntryTemplate[] | undefined {
  if (!('templates' in input)) {
    const { code = '' } = model.locales.find((locale) => locale.isDefault) ?? {}
    return current === undefined ? undefined : keptTemplates(current, type, code)
  }
  const [linked = type] = linkTypes([type, ...model.types.filter(({ id }) => id !== type.id)])
  return parseTemplates(input.templates, { type: linked, locales: model.locales }, list)
}

/** The fields of the list, each with its permanent id. */
function parseFieldList(
  value: unknown,
  context: TypeContext & { self: Pick<ContentType, 'id' | 'name' | 'kind'> },
  list: IssueList,
): ParsedField[] {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > maxFields) {
    list.add('/fields', 'wrong_type', `Fields are a list of at most ${maxFields}`)
    return []
  }
  const taken: string[] = []
  // The type itself comes first: under its new name, not under the one that the model still knows.
  const types = [context.self, ...context.model.types.filter((type) => type.id !== context.self.id)]
  const known = context.current?.fields ?? []
  const claimed = value.map((item: unknown) => (isPlainObject(item) ? item.id : undefined))
  return value.flatMap((item: unknown, index) => {
    const here = list.at(`/fields/${index}`)
    const id = idOf(item, { known, claimed, index, newId: context.newId }, here)
    const parsed = parseField(item, { taken, id, index, types }, here)
    if (parsed !== undefined) taken.push(parsed.field.name)
    return parsed ?? []
  })
}

interface Claims {
  known: readonly Field[]
  /** The ids that the items of the list name. */
  claimed: readonly unknown[]
  index: number
  newId: () => string
}

function idOf(item: unknown, { known, claimed, index, newId }: Claims, list: IssueList): string {
  const given = claimed[index]
  if (given === undefined || given === null) {
    const byName = known.find((field) => isPlainObject(item) && field.name === item.name && !claimed.includes(field.id))
    return byName?.id ?? newId()
  }
  if (!known.some((field) => field.id === given))
    list.add('/id', 'read_only', 'No field of this type has this id; leave it out for a new field')
  else if (claimed.indexOf(given) < index) list.add('/id', 'duplicate_key', 'Another field of the list has this id')
  return String(given)
}

function keptFields(current: ContentType): ParsedField[] {
  return current.fields.map((field, index) => ({ field, index, from: undefined }))
}

/** An address with `{field}` places in it; other schemes (`javascript:`) would run in the browser of an editor. */
function parsePreviewUrl(value: unknown, list: IssueList): string | undefined {
  const url = parseText(value, { path: '/previewUrl', max: 2_000 }, list)
  if (url === undefined || url === '') return undefined
  return address.test(url)
    ? url
    : list.add('/previewUrl', 'wrong_format', 'This must be an address that begins with https://, http:// or /')
}

type Optional<T> = { [K in keyof T]: T[K] | undefined }

function withoutUndefined(found: Optional<Required<ContentType>> & ContentTypeBase): ContentType {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as unknown as ContentType
}

type ContentTypeBase = Pick<ContentType, 'id' | 'name' | 'label' | 'kind' | 'fields'>
