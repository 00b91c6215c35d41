import type { ContentType, Locale, Model } from './content-type.ts'
import type { Renames } from './conversions/model-change.ts'
import type { Issue } from './issue.ts'
import { type IssueList, issueList } from './issue-list.ts'
import { linkTypes } from './link-types.ts'
import { optionRenames } from './option-renames.ts'
import { parseContentTypeInput } from './parse-content-type.ts'
import { parseLocales } from './parse-locales.ts'
import { refuseUnknownMembers } from './parse-members.ts'
import { isPlainObject } from './plain-object.ts'

export type ParsedModel =
  | { types: ContentType[]; locales: Locale[]; renames: Renames; issues?: never }
  | { issues: Issue[]; types?: never; locales?: never; renames?: never }

const members = ['$schema', 'modelVersion', 'modelHash', 'locales', 'types']
const maxTypes = 500

/**
 * The whole model as people write it. A known id with another name is a rename; an id that isn't known here, as in a document of another
 * installation, says nothing, and the name decides; what is missing is removed. Paths of faults lead into the document.
 */
export function parseModelDocument(input: unknown, { model, newId }: { model: Model; newId: () => string }): ParsedModel {
  const list = issueList()
  if (!isPlainObject(input) || !Array.isArray(input.types) || input.types.length > maxTypes) {
    list.add(isPlainObject(input) ? '/types' : '', 'wrong_type', `A model is an object with a list of at most ${maxTypes} types`)
    return { issues: list.issues }
  }
  refuseUnknownMembers(input, members, list)
  const languages =
    input.locales === undefined ? { locales: model.locales, renames: {} } : parseLocales(input.locales, model.locales, list.at('/locales'))
  const drafts = draftTypes(input.types, { model, newId })
  const options: Renames['options'] = {}
  // Components first: expressions of other types look into them.
  for (const [index, draft] of [...drafts.entries()].sort(([, one], [, other]) => rank(one) - rank(other))) {
    const parsed = parseDraft(draft, { drafts, model, newId }, list.at(`/types/${index}`))
    if (parsed === undefined) continue
    draft.type = parsed.type
    Object.assign(options, parsed.options)
  }
  if (list.issues.length > 0 || languages === undefined) return { issues: list.issues }
  return { types: linkTypes(drafts.map(({ type }) => type)), locales: languages.locales, renames: { options, locales: languages.renames } }
}

function rank({ type }: DraftType): number {
  return type.kind === 'component' ? 0 : 1
}

interface DraftType {
  input: unknown
  current: ContentType | undefined
  /** What the others know of it before it is parsed: its id under its new name. */
  type: ContentType
}

/** Each item with the type that it is about, so that types may refer to one another, new and renamed ones too. */
function draftTypes(items: readonly unknown[], { model, newId }: { model: Model; newId: () => string }): DraftType[] {
  const claimed = new Set(items.map((item) => (isPlainObject(item) ? item.id : undefined)))
  const taken = new Set<string>()
  return items.map((item) => {
    const input = isPlainObject(item) ? item : {}
    const byId = model.types.find((type) => type.id === input.id)
    const found = byId ?? model.types.find((type) => type.name === input.name && !claimed.has(type.id))
    // Two items about one type are two types; that the second has a name which is taken is its fault.
    const current = found === undefined || taken.has(found.id) ? undefined : found
    if (current !== undefined) taken.add(current.id)
    const kind = input.kind === 'component' || input.kind === 'single' ? input.kind : 'collection'
    const type: ContentType = {
      ...(current ?? { fields: [] }),
      id: current?.id ?? newId(),
      name: typeof input.name === 'string' ? input.name : '',
      label: '',
      kind,
    }
    return { input: isPlainObject(item) ? wholeInput(item, current) : item, current, type }
  })
}

/** What a document leaves out isn't there: as a change of the type, it is taken away. */
function wholeInput({ formerNames: _, ...item }: Record<string, unknown>, current: ContentType | undefined): Record<string, unknown> {
  const nothing = { description: null, previewUrl: null, groups: null, retention: null }
  const absent = { ...nothing, publicRead: false, tree: false, kind: 'collection', fields: [] }
  // Nothing is chosen for a type that has no title or slug by intent.
  const chosen =
    current === undefined ? {} : { ...(current.titleField ? {} : { titleField: null }), ...(current.slugField ? {} : { slugField: null }) }
  const known = new Set(current?.fields.map((field) => field.id))
  const { id: __, ...input }: Record<string, unknown> = { ...absent, ...chosen, ...item }
  return { ...input, fields: Array.isArray(input.fields) ? input.fields.map((field: unknown) => fieldInput(field, known)) : input.fields }
}

function fieldInput(field: unknown, known: ReadonlySet<string>): unknown {
  if (!isPlainObject(field)) return field
  const { id, formerNames: _, ...input } = field
  return typeof id === 'string' && known.has(id) ? { id, ...input } : input
}

interface Surroundings {
  drafts: readonly DraftType[]
  model: Model
  newId: () => string
}

function parseDraft(
  draft: DraftType,
  { drafts, model, newId }: Surroundings,
  list: IssueList,
): { type: ContentType; options: Renames['options'] } | undefined {
  const { input, current, type: own } = draft
  const types = linkTypes(drafts.filter((other) => other !== draft).map(({ type }) => type))
  const parsed = parseContentTypeInput(input, {
    model: { ...model, types },
    id: own.id,
    newId,
    ...(current === undefined ? {} : { current }),
  })
  if (parsed.issues !== undefined) return addAll(list, parsed.issues)
  const { options, issues } = optionRenames(input, current, parsed.type)
  if (issues.length > 0) return addAll(list, issues)
  return { type: parsed.type, options }
}

function addAll(list: IssueList, issues: readonly Issue[]): undefined {
  for (const { path, code, message } of issues) list.add(path, code, message)
}
