export { fieldKindNames } from './content-type.ts'
export type {
  ContentType,
  ContentTypeKind,
  CrossFieldRule,
  EntryTemplate,
  EnumOption,
  Field,
  FieldGroup,
  FieldKindName,
  FieldSettings,
  FormerName,
  Locale,
  MissingTarget,
  Model,
  Toolbar,
} from './content-type.ts'
export { issueCodes } from './issue.ts'
export type { Issue, IssueCode } from './issue.ts'
export type { Comparison, FieldKind, Parsed, Resolution } from './field-kind.ts'
export type { Json, JsonSchema } from './json.ts'
export type { ContentMedia } from './content-media.ts'
export type { Content, FlatContent, PartialContent } from './content.ts'
export { applyContent } from './apply-content.ts'
export { canonicalJson } from './canonical-json.ts'
export { changedFields, type ContentPath } from './changed-fields.ts'
export { countCharacters, findForbiddenCharacter, hasForbiddenCharacter } from './characters.ts'
export { checkContent, isMissing } from './check-content.ts'
export { comparableValues } from './comparable-values.ts'
export { contentForLocale } from './content-for-locale.ts'
export { type ContentLink, contentLinks } from './content-links.ts'
export { defaultContent } from './default-content.ts'
export { fieldKinds } from './field-kinds.ts'
export { fieldsView, presentValue } from './fields-view.ts'
export { jsonPointer } from './json-pointer.ts'
export { localeChain } from './locale-chain.ts'
export { componentTypesOf, linkTypes } from './link-types.ts'
export { localesWithContent } from './locales-with-content.ts'
export { modelHashInput } from './model-hash-input.ts'
export { parseFields, type ParsedFields } from './parse-fields.ts'
export { isPlainObject } from './plain-object.ts'
export { daysIn, formatDatetime, parseDate, parseDatetime } from './times.ts'
export { isUuid } from './uuid.ts'
export { type ContentTypeView, contentTypeView, type FieldView } from './content-type-view.ts'
export { convertFieldValue, type Converted, type FieldChange } from './convert-field-value.ts'
export { diffContentType, type Step, type StepKind } from './diff-content-type.ts'
export { entrySchema } from './entry-schema.ts'
export { isName, isReservedName, labelOf } from './names.ts'
export { parseContentTypeInput, type ParsedType, type TypeContext } from './parse-content-type.ts'
export { schemaName } from './schema-name.ts'
export { slugPattern } from './kinds/slug.ts'
