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
  TargetDelete,
  Model,
  Toolbar,
} from './content-type.ts'
export { issueCodes } from './issue.ts'
export type { Issue, IssueCode } from './issue.ts'
export type { Comparison, FieldKind, Parsed, Resolution } from './field-kind.ts'
export type { Json, JsonSchema } from './json.ts'
export type { ContentMedia } from './content-media.ts'
export {
  type ImageCrop,
  type ImagePoint,
  type ImageUse,
  imageUseOf,
  isImageCrop,
  isImagePoint,
  pixelsOf,
  pointWithin,
  readImageUse,
  writeImageUse,
} from './image-use.ts'
export type { FileFacts } from './file-facts.ts'
export type { Content, FlatContent, PartialContent } from './content.ts'
export { applyContent } from './apply-content.ts'
export { canonicalJson } from './canonical-json.ts'
export { changeForLocale } from './change-for-locale.ts'
export { changedFields, type ContentPath } from './changed-fields.ts'
export { countCharacters, findForbiddenCharacter, hasForbiddenCharacter } from './characters.ts'
export { conflictKinds, type ConflictKind } from './conflict-kinds.ts'
export { checkContent } from './check-content.ts'
export { type Comparable, comparables, comparableValues, itemsKey } from './comparable-values.ts'
export { contentForLocale } from './content-for-locale.ts'
export { type ContentLeaf, contentLeaves, fieldAt } from './content-leaves.ts'
export { type ContentLink, contentLinks } from './content-links.ts'
export { comparableDecimal, decimalOfNumber, decimalPattern, isDecimal } from './decimal-text.ts'
export { contentWithLocale } from './content-with-locale.ts'
export { type RemovedIds, withoutRemoved } from './conversions/without-removed.ts'
export { contentWithComputed } from './content-with-computed.ts'
export { shownFields } from './expression/shown-fields.ts'
export { withComputed } from './with-computed.ts'
export { defaultContent } from './default-content.ts'
export { comparisonOf, fieldKinds } from './field-kinds.ts'
export { formerNamesOf, localeMeantBy, meantBy, namesBeside, nextNameEnd } from './former-names.ts'
export { fieldsView, presentValue } from './fields-view.ts'
export { isMissing } from './is-missing.ts'
export { jsonPointer } from './json-pointer.ts'
export { localeChain } from './locale-chain.ts'
export { componentTypesOf, itemTypeOf, linkTypes } from './link-types.ts'
export { mapLeaves } from './map-leaves.ts'
export { namedPath, type StoredPath } from './named-path.ts'
export { valueAt } from './value-at.ts'
export { contentInLocales } from './content-in-locales.ts'
export { flatType, withoutPrivate } from './narrow-type.ts'
export {
  allFields,
  holdsLocalized,
  isItemList,
  isLocalizedType,
  isNested,
  type NestedItem,
  nestedItems,
  type NestedValue,
  typesWithin,
} from './nested-items.ts'
export { localesWithContent } from './locales-with-content.ts'
export { modelHashInput } from './model-hash-input.ts'
export { parseFields, type ParsedFields } from './parse-fields.ts'
export { isPlainObject } from './plain-object.ts'
export { daysIn, formatDatetime, parseDate, parseDatetime } from './times.ts'
export { isUuid } from './uuid.ts'
export { type ContentTypeView, contentTypeView, type FieldView, type ReadableTypeView, readableTypeView } from './content-type-view.ts'
export { typescriptFile } from './typescript-file.ts'
export { convertFieldValue, type Converted, type FieldChange } from './convert-field-value.ts'
export { diffContentType, type Step, type StepKind } from './diff-content-type.ts'
export { diffModels } from './diff-models.ts'
export type { Outcome, Verdict } from './conversions/convert-content.ts'
export { type ContentStep, contentStep, isSetAside, isTouched, walkContent } from './conversions/content-steps.ts'
export { type ModelChange, type Renames, reverseChange } from './conversions/model-change.ts'
export { issueList } from './issue-list.ts'
export { isLocaleCode, parseLocales, type ParsedLocales } from './parse-locales.ts'
export { optionRenames } from './option-renames.ts'
export { parseModelDocument, type ParsedModel } from './parse-model-document.ts'
export { entrySchema } from './entry-schema.ts'
export { isName, isReservedName, labelOf } from './names.ts'
export { parseContentTypeInput, type ParsedType, type TypeContext } from './parse-content-type.ts'
export { schemaName } from './schema-name.ts'
export { allowedNames, type RichTextForm, richTextForms, richTextNames, toolbarChoices } from './rich-text-names.ts'
export { comparableColor } from './kinds/color.ts'
export { slugPattern } from './kinds/slug.ts'
export { contentMediaSchema } from './kinds/media.ts'
