import type { ContentType, FieldKindName, FieldSettings, MissingTarget, TargetDelete } from './content-type.ts'
import type { IssueList } from './issue-list.ts'
import type { Json } from './json.ts'
import { findSchemaFault } from './json-schema.ts'
import { toJson } from './kinds/json-value.ts'
import { parseComponents } from './parse-components.ts'
import { parseChoice, parseFlag, parseText, parseTexts } from './parse-members.ts'
import { parseOptions } from './parse-options.ts'
import { parseToolbar } from './parse-toolbar.ts'
import { findPatternFault, maxPatternLength } from './pattern.ts'

const missingTargets: readonly MissingTarget[] = ['refuse', 'publish', 'absent']
const targetDeletes: readonly TargetDelete[] = ['refuse', 'clear', 'leave']
/** A link in rich text is a word of a sentence, or a picture that is spoken of: only people can take it out. */
const richTextTargetDeletes: readonly TargetDelete[] = ['refuse', 'leave']
const mediaType = /^[a-z0-9][a-z0-9.+-]*\/(?:\*|[a-z0-9][a-z0-9.+-]*)$/

type KnownTypes = readonly Pick<ContentType, 'id' | 'name' | 'kind'>[]

/** The settings that can be read without knowing the other fields. Names of types become ids. */
export function parseFieldSettings(
  settings: Record<string, unknown>,
  { kind, types }: { kind: FieldKindName; types: KnownTypes },
  list: IssueList,
): FieldSettings {
  const found = {
    help: parseText(settings.help, { path: '/help', max: 1_000 }, list),
    group: parseText(settings.group, { path: '/group', max: 63 }, list),
    unique: parseUnique(settings.unique, list),
    pattern: parsePattern(settings.pattern, list),
    schema: parseSchema(settings.schema, list),
    options: kind === 'enum' ? parseOptions(settings.options, list) : undefined,
    to: kind === 'reference' ? parseTargets(settings.to, types, list) : undefined,
    ...parseComponents(settings, { kind, types }, list),
    accept: parseAccept(settings.accept, list),
    toolbar: parseToolbar(settings.toolbar, types, list),
    onMissingTarget: parseChoice(settings.onMissingTarget, { path: '/onMissingTarget', choices: missingTargets }, list),
    onTargetDelete: parseChoice(
      settings.onTargetDelete,
      { path: '/onTargetDelete', choices: kind === 'richText' ? richTextTargetDeletes : targetDeletes },
      list,
    ),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

/** Unique in each locale (or for all where the field is shared), or in the type across its locales. */
function parseUnique(value: unknown, list: IssueList): true | 'type' | undefined {
  return value === 'type' ? value : parseFlag(value, '/unique', list)
}

function parseSchema(value: unknown, list: IssueList): Json | undefined {
  if (value === undefined || value === null) return undefined
  const schema = toJson(value)
  const fault = schema === undefined ? 'A schema is JSON' : findSchemaFault(schema)
  return fault === null ? schema : list.add('/schema', 'invalid', fault)
}

function parsePattern(value: unknown, list: IssueList): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const pattern = parseText(value, { path: '/pattern', max: maxPatternLength }, list)
  if (pattern === undefined) return undefined
  const fault = findPatternFault(pattern)
  return fault === null ? pattern : list.add('/pattern', 'wrong_format', fault)
}

/** Names of types as ids. */
function parseTargets(value: unknown, types: KnownTypes, list: IssueList): string[] | undefined {
  if (value === undefined || value === null)
    return list.add('/to', 'required', 'A reference needs the names of the types that it may lead to')
  const names = parseTexts(value, { path: '/to', max: 50 }, list)
  if (names?.length === 0) return list.add('/to', 'required', 'A reference needs at least one type that it may lead to')
  return names?.flatMap((name, index) => {
    const type = types.find((candidate) => candidate.name === name)
    if (type?.kind === 'component') return list.add(`/to/${index}`, 'wrong_target', `"${name}" is a component: it has no entries`) ?? []
    return type?.id ?? list.add(`/to/${index}`, 'unknown_type', `There is no content type "${name}"`) ?? []
  })
}

function parseAccept(value: unknown, list: IssueList): string[] | undefined {
  const accept = parseTexts(value, { path: '/accept', max: 50 }, list)
  for (const [index, item] of accept?.entries() ?? []) {
    if (!mediaType.test(item)) list.add(`/accept/${index}`, 'wrong_format', 'This must be a media type such as image/png or image/*')
  }
  return accept?.length === 0 ? undefined : accept
}
